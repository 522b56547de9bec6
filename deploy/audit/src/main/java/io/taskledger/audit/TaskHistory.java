package io.taskledger.audit;

import static io.taskledger.audit.Invariant.END;
import static io.taskledger.audit.Invariant.MONEY;

import io.taskledger.audit.Findings.About;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one task. Only the first upload makes two, as it implies the start (D12). */
final class TaskHistory extends History<Life> {

    TaskHistory(Partition here, Causes causes) {
        super(here, causes, Life::new);
    }

    @Override
    void judge(Life life, Happened event, @Nullable Asked command, About about) {
        if (life.end != null) {
            String message = event.type() + " after the task had ended at version " + life.end.sequence();
            about.that(END, false, message);
        } else {
            new Rules(life, event, about).judge();
            quoteAddsUp(life, event, about);
        }
        if (command != null) {
            new TaskCausation(event, command, about).judge(life.timeMs);
        }
        Sights sights = here.shared().sights();
        if (sights != null && life.end == null) {
            sights.event(life, event);
        }
    }

    private void quoteAddsUp(Life life, Happened event, About about) {
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

    @Override
    List<Notice> notices(Life before, Happened event) {
        return before.end == null ? Notice.of(before, event) : List.of();
    }

    @Override
    @Nullable
    String companion(Happened event) {
        return event.type().equals("ProductionStarted") ? "VideoUploaded" : null;
    }

    @Override
    boolean needsCompanion(Happened event, Life after, @Nullable Asked command) {
        return event.type().equals("ProductionStarted") && command != null && command.is("UploadVideo");
    }

    /** A command is known for the task's life. */
    @Override
    String deed(Happened event, long causeOffset) {
        return event.causationId();
    }

    @Override
    void close() {
        super.close();
        if (now().end != null) {
            here.findings().checked(END);
        }
    }
}
