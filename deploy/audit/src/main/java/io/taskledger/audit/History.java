package io.taskledger.audit;

import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.MONEY;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Invariant.SEQUENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of one task, judged one after the other. */
final class History {

    /**
     * An event that was judged.
     *
     * @param causeOffset of its command; −1 where that is not known
     * @param after       the status that it led to
     */
    record Step(Happened event, long causeOffset, Life.@Nullable Status after) {
        @Nullable
        Quote quote() {
            return Quote.read(event.data().at("quote"));
        }
    }

    private final Partition here;
    private final Causes causes;
    private final Life life = new Life();
    private final List<Step> steps = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Set<String> acted = new HashSet<>();

    History(Partition here, Causes causes) {
        this.here = here;
        this.causes = causes;
    }

    Life life() {
        return life;
    }

    List<Step> steps() {
        return steps;
    }

    /** The task as it was when the command at that offset was decided. */
    Life before(long offset) {
        Life before = new Life();
        steps.stream()
                .filter(step -> step.causeOffset() < offset)
                .map(Step::event)
                .forEach(before::apply);
        return before;
    }

    /** Who had to be told of what. */
    List<Notice> notices() {
        return notices;
    }

    @Nullable
    Happened event(String id) {
        return steps.stream()
                .map(Step::event)
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    void add(Entry entry) {
        About about = here.findings().about(entry);
        here.findings().checked(SEQUENCE);
        here.findings().checked(RULES);
        here.findings().checked(DEADLINES);
        Happened event = Happened.read(entry);
        if (event == null) {
            about.that(SEQUENCE, false, "the event cannot be read");
            return;
        }
        about.that(SEQUENCE, here.isHome(entry), "not on its key's partition");
        about.same(SEQUENCE, "subject", event.subject(), entry.key() == null ? null : new String(entry.key(), UTF_8));
        about.same(SEQUENCE, "sequence", event.sequence(), life.version + 1);
        about.same(SEQUENCE, "id", event.id(), Ids.event(event.subject(), event.sequence()));
        about.that(SEQUENCE, event.timeMs() >= life.timeMs, "time went back (D08)");
        judge(event, about);
    }

    private void judge(Happened event, About about) {
        Asked command = causes.of(event, about);
        if (life.end != null) {
            String message = event.type() + " after the task had ended at version " + life.end.sequence();
            about.that(Invariant.END, false, message);
        } else {
            new Rules(life, event, about).judge();
            quoteAddsUp(event, about);
            notices.addAll(Notice.of(life, event));
        }
        if (command != null) {
            new Causation(event, command, about).judge(life.timeMs);
        }
        follows(event, about);
        acted.add(event.causationId());
        life.apply(event);
        steps.add(new Step(event, causes.offset(event, command), life.status));
    }

    private void quoteAddsUp(Happened event, About about) {
        if (event.isTerminal() || event.type().equals("CancellationRequested")) {
            here.findings().checked(MONEY);
            Quote quote = Quote.read(event.data().at("quote"));
            about.that(MONEY, quote != null && quote.addsUp(), "the quote does not add up: " + quote);
            about.that(
                    MONEY,
                    quote == null
                            || (quote.amountMinor() == life.amountMinor
                                    && quote.currency().equals(life.currency)),
                    "the quote is of another amount than was put up: " + quote);
        }
    }

    /** One command acts once; only the first upload makes two events, as it implies the start (D12). */
    private void follows(Happened event, About about) {
        Happened last = steps.isEmpty() ? null : steps.getLast().event();
        boolean same = last != null && last.causationId().equals(event.causationId());
        boolean start = last != null && last.type().equals("ProductionStarted");
        boolean implied = start && event.type().equals("VideoUploaded");
        about.that(
                Invariant.ANSWERED,
                (implied && same) || !acted.contains(event.causationId()),
                "command " + event.causationId() + " had acted before: it is done twice");
        if (start && !(implied && same)) {
            Asked starter = causes.known(Objects.requireNonNull(last));
            about.that(
                    RULES, starter == null || !starter.is("UploadVideo"), "the upload that implied the start is gone");
        }
    }

    /** What the last event leaves open is known only now. */
    void close() {
        if (!steps.isEmpty() && steps.getLast().event().type().equals("ProductionStarted")) {
            Happened last = steps.getLast().event();
            Asked starter = causes.known(last);
            if (starter != null && starter.is("UploadVideo")) {
                here.findings()
                        .violated(
                                RULES,
                                new Offender(
                                        last.entry().place(),
                                        last.subject(),
                                        "the upload that implied the start is gone"));
            }
        }
        if (life.end != null) {
            here.findings().checked(Invariant.END);
        }
    }
}
