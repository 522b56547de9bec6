package io.taskledger.decider.decision;

import static io.taskledger.contract.CommandType.EXPIRE_CANCELLATION;
import static io.taskledger.contract.CommandType.EXPIRE_TASK;
import static io.taskledger.contract.CommandType.REMIND_CANCELLATION;
import static io.taskledger.decider.decision.Given.START;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the timer has to ask next. */
final class DeadlineTest {
    private static final Given PENDING =
            given(published(TaskKind.ORDER), accepted(), requested(Side.CLIENT, Stage.NOT_STARTED, nothing(Rule.R09)));

    private static final Deadline END = new Deadline(EXPIRE_CANCELLATION, at(72));

    @Test
    void an_offer_expires() {
        assertThat(of(given(published(TaskKind.ORDER)))).containsExactly(new Deadline(EXPIRE_TASK, at(24)));
    }

    @Test
    void a_request_is_reminded_of_twice_and_then_expires() {
        assertThat(of(PENDING)).containsExactly(new Deadline(REMIND_CANCELLATION, at(24)), END);
        Given reminded = remindedAt(PENDING, 24, "first");
        assertThat(of(reminded)).containsExactly(new Deadline(REMIND_CANCELLATION, at(60)), END);
        Given twice = remindedAt(reminded, 60, "second");
        assertThat(of(twice)).containsExactly(END);
    }

    @Test
    void a_reminder_that_was_missed_is_not_sent_beside_the_next() {
        assertThat(of(remindedAt(PENDING, 61, "late"))).containsExactly(END);
    }

    @Test
    void nothing_is_due_of_work_of_an_escalated_request_and_of_what_is_over() {
        assertThat(of(given(published(TaskKind.ORDER), accepted()))).isEmpty();
        assertThat(of(given(
                        published(TaskKind.ORDER),
                        accepted(),
                        requested(Side.CLIENT, Stage.NOT_STARTED, nothing(Rule.R09)),
                        new CancellationEscalated())))
                .isEmpty();
        assertThat(of(given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1), completed())))
                .isEmpty();
        assertThat(of(given())).isEmpty();
    }

    private static Given remindedAt(Given pending, long hours, String id) {
        return pending.after(hours(hours))
                .when(Asked.timer(new RemindCancellation()).as(id))
                .and();
    }

    private static List<Deadline> of(Given given) {
        return Deadline.of(given.state().task(), given.policies());
    }

    private static Instant at(long hours) {
        return START.plus(hours(hours));
    }
}
