package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Invariant.SEQUENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.Findings.About;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one task, or of one creator, judged one after the other. */
abstract class History<S extends Folded> {

    /**
     * An event that was judged.
     *
     * @param causeOffset of its command; −1 where that is not known
     * @param after       the status that it led to
     */
    record Step(Happened event, long causeOffset, @Nullable String after) {
        @Nullable
        Quote quote() {
            return Quote.read(event.data().at("quote"));
        }
    }

    final Partition here;
    private final Causes causes;
    private final Supplier<S> nothing;
    private final S now;
    private final List<Step> steps = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Set<String> acted = new HashSet<>();

    /** What the last event has to be followed by, of the same command; null where nothing. */
    private @Nullable String due;

    /**
     * Of no events yet.
     *
     * @param nothing as it is before the first event
     */
    History(Partition here, Causes causes, Supplier<S> nothing) {
        this.here = here;
        this.causes = causes;
        this.nothing = nothing;
        this.now = nothing.get();
    }

    /** May it follow, and does it say what it must? */
    abstract void judge(S before, Happened event, @Nullable Asked command, About about);

    abstract List<Notice> notices(S before, Happened event);

    /** The type of event that this one's command may cause besides. */
    abstract @Nullable String companion(Happened event);

    /** Whether it must. */
    abstract boolean needsCompanion(Happened event, S after, @Nullable Asked command);

    /** It has happened. */
    void happened(Happened event, S after) {}

    /** What nobody does twice. */
    abstract String deed(Happened event, long causeOffset);

    /** As all its events have made it. */
    S now() {
        return now;
    }

    List<Step> steps() {
        return steps;
    }

    /** As it was when the command at that offset was decided. */
    S before(long offset) {
        S before = nothing.get();
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
        about.same(SEQUENCE, "sequence", event.sequence(), now.version + 1);
        about.same(SEQUENCE, "id", event.id(), here.of().eventId(event.subject(), event.sequence()));
        about.that(SEQUENCE, event.timeMs() >= now.timeMs, "time went back (D08)");
        Asked command = causes.of(event, about);
        judge(now, event, command, about);
        long causeOffset = causes.offset(event, command);
        follows(event, causeOffset, about);
        notices.addAll(notices(now, event));
        now.apply(event);
        steps.add(new Step(event, causeOffset, now.statusName()));
        happened(event, now);
        due = needsCompanion(event, now, causes.known(event)) ? companion(event) : null;
    }

    /** One command acts once; some make two events, one right behind the other. */
    private void follows(Happened event, long causeOffset, About about) {
        Happened last = steps.isEmpty() ? null : steps.getLast().event();
        boolean companion = last != null
                && event.type().equals(companion(last))
                && event.causationId().equals(last.causationId());
        about.that(
                ANSWERED,
                acted.add(deed(event, causeOffset)) || companion,
                "command " + event.causationId() + " had acted before: it is done twice");
        if (!companion) {
            close();
        }
    }

    /** No companion comes any more. */
    void close() {
        if (due != null) {
            Happened last = steps.getLast().event();
            here.findings().about(last.entry()).that(RULES, false, "the " + due + " that goes with it is gone");
        }
    }
}
