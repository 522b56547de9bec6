package io.taskledger.projector.view;

import static io.taskledger.projector.view.Story.START;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.acceptedByMcn;
import static io.taskledger.projector.view.Story.cancelled;
import static io.taskledger.projector.view.Story.completed;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.half;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static io.taskledger.projector.view.Story.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.AllowedCommands.Situation;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskKind;
import io.taskledger.projector.view.TaskView.PendingCancellation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaskViewTest {

    @Test
    void published_task_shows_what_was_offered_and_until_when() {
        assertThat(after(published()))
                .isEqualTo(new TaskView(
                        "task-1",
                        1,
                        Status.PUBLISHED,
                        TaskKind.ORDER,
                        "client-7",
                        "creator-9",
                        true,
                        null,
                        null,
                        "spring",
                        half().total(),
                        half().policy(),
                        START.plusSeconds(86_400),
                        0,
                        null,
                        0,
                        0,
                        START,
                        null,
                        null,
                        null,
                        START));
    }

    @Test
    void open_task_names_no_creator_before_one_accepts() {
        TaskView open = after(published(TaskKind.CROWD, null));
        assertThat(open.creatorId()).isNull();
        assertThat(open.invited()).isFalse();
        assertThat(open.kind()).isEqualTo(TaskKind.CROWD);
        assertThat(after(published(TaskKind.CROWD, null), accepted()).creatorId())
                .isEqualTo("creator-9");
    }

    @Test
    void accepted_task_shows_who_does_it_who_is_paid_and_no_deadline() {
        TaskView view = after(published(), acceptedByMcn());
        assertThat(view.status()).isEqualTo(Status.ACCEPTED);
        assertThat(view.creatorId()).isEqualTo("creator-9");
        assertThat(view.mcnId()).isEqualTo("mcn-3");
        assertThat(view.payeeId()).isEqualTo("mcn-3");
        assertThat(view.acceptBy()).isNull();
        assertThat(view.acceptedAt()).isEqualTo(START.plusSeconds(60)).isEqualTo(view.updatedAt());
    }

    @Test
    void production_and_uploads_move_it_on() {
        TaskView started = after(published(), accepted(), new ProductionStarted());
        assertThat(started.status()).isEqualTo(Status.IN_PRODUCTION);
        assertThat(started.uploads()).isZero();
        TaskView delivered = after(published(), accepted(), new ProductionStarted(), uploaded(1), uploaded(2));
        assertThat(delivered.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivered.uploads()).isEqualTo(2);
        assertThat(delivered.version()).isEqualTo(5);
    }

    @Test
    void first_upload_is_remembered_and_how_long_it_took_from_acceptance() {
        TaskView started = after(published(), accepted(), new ProductionStarted());
        assertThat(started.untilFirstUpload()).isNull();
        TaskView delivered = after(published(), accepted(), new ProductionStarted(), uploaded(1), uploaded(2));
        assertThat(delivered.acceptedAt()).isEqualTo(START.plusSeconds(60));
        assertThat(delivered.firstUploadAt()).isEqualTo(START.plusSeconds(180));
        assertThat(delivered.untilFirstUpload()).isEqualTo(Duration.ofMinutes(2));
        TaskView completed =
                after(published(), accepted(), new ProductionStarted(), uploaded(1), uploaded(2), completed());
        assertThat(completed.untilFirstUpload()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void request_is_pending_over_the_state_that_it_found() {
        TaskView view = after(published(), accepted(), requested(Side.CLIENT, "campaign moved"));
        assertThat(view.status()).isEqualTo(Status.ACCEPTED);
        assertThat(view.pending())
                .isEqualTo(new PendingCancellation(
                        Side.CLIENT,
                        Reason.Code.CHANGE_OF_PLAN,
                        "campaign moved",
                        half(),
                        START.plusSeconds(120),
                        START.plusSeconds(86_400 * 3),
                        false));
        assertThat(view.clientRequests()).isEqualTo(1);
        assertThat(view.creatorRequests()).isZero();
    }

    @Test
    void reminder_leaves_the_request_and_escalation_marks_it() {
        TaskView reminded = after(published(), accepted(), requested(Side.CREATOR, null), new CancellationReminded());
        assertThat(pending(reminded).escalated()).isFalse();
        TaskView escalated = TaskView.fold(reminded, envelope("task-1", 5, new CancellationEscalated()));
        assertThat(pending(escalated).escalated()).isTrue();
        assertThat(pending(escalated).requestedAt()).isEqualTo(pending(reminded).requestedAt());
        assertThat(escalated.creatorRequests()).isEqualTo(1);
    }

    @Test
    void refused_withdrawn_or_resumed_it_goes_on_where_it_was_and_the_request_counts() {
        for (TaskEvent end : new TaskEvent[] {
            new CancellationRefused("no"),
            new CancellationWithdrawn(null),
            new CancellationResumed(new CaseRef("case-1"))
        }) {
            TaskView view = after(published(), accepted(), uploaded(1), requested(Side.CREATOR, null), end);
            assertThat(view.status()).isEqualTo(Status.DELIVERED);
            assertThat(view.pending()).isNull();
            assertThat(view.uploads()).isEqualTo(1);
            assertThat(view.creatorRequests()).isEqualTo(1);
        }
    }

    @Test
    void ended_task_has_nothing_pending() {
        TaskView cancelled = after(published(), accepted(), uploaded(1), requested(Side.CLIENT, null), cancelled());
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(cancelled.pending()).isNull();
        assertThat(cancelled.uploads()).isEqualTo(1);
        assertThat(cancelled.publishedAt()).isEqualTo(START);
        assertThat(cancelled.endedAt()).isEqualTo(START.plusSeconds(240)).isEqualTo(cancelled.updatedAt());
        TaskView completed = after(published(), accepted(), uploaded(1), completed());
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.endedAt()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void allowed_commands_are_those_of_its_situation() {
        assertAllowed(
                after(published(), accepted(), uploaded(1), requested(Side.CLIENT, null)),
                new Situation(Status.DELIVERED, TaskKind.ORDER, true, false, Side.CLIENT, false, true, true));
        assertAllowed(
                after(published(TaskKind.CROWD, null), acceptedByMcn()),
                new Situation(Status.ACCEPTED, TaskKind.CROWD, false, true, null, false, true, true));
        assertAllowed(
                after(published(), accepted(), requested(Side.CREATOR, null), new CancellationEscalated()),
                new Situation(Status.ACCEPTED, TaskKind.ORDER, true, false, Side.CREATOR, true, true, true));
    }

    @Test
    void three_requests_of_one_side_are_all_it_has() {
        TaskEvent asked = requested(Side.CREATOR, null);
        TaskEvent refused = new CancellationRefused(null);
        TaskEvent[] twice = {published(), accepted(), asked, refused, asked, refused};
        assertAllowed(
                after(twice), new Situation(Status.ACCEPTED, TaskKind.ORDER, true, false, null, false, true, true));
        assertAllowed(
                after(published(), accepted(), asked, refused, asked, refused, asked, refused),
                new Situation(Status.ACCEPTED, TaskKind.ORDER, true, false, null, false, true, false));
    }

    @Test
    void event_that_is_not_the_next_one_is_a_gap() {
        TaskView view = after(published());
        assertGap(view, envelope("task-1", 3, new ProductionStarted()), "version 3", "version 2 was due");
        assertGap(view, envelope("task-1", 1, published()), "version 1", "version 2 was due");
    }

    @Test
    void first_event_is_a_publication_and_no_later_one_is() {
        assertGap(null, envelope("task-1", 1, accepted()), "TASK_ACCEPTED");
        assertGap(null, envelope("task-1", 2, accepted()), "version 1 was due");
        assertGap(after(published()), envelope("task-1", 2, published()), "TASK_PUBLISHED");
    }

    @Test
    void escalation_of_nothing_is_a_gap() {
        assertGap(after(published(), accepted()), envelope("task-1", 3, new CancellationEscalated()), "task-1");
    }

    private static void assertAllowed(TaskView view, Situation situation) {
        assertThat(view.allowedCommands()).isEqualTo(AllowedCommands.of(situation));
    }

    private static void assertGap(@Nullable TaskView before, EventEnvelope event, String... said) {
        assertThatThrownBy(() -> TaskView.fold(before, event))
                .isInstanceOf(Gap.class)
                .hasMessageContainingAll(said);
    }

    private static PendingCancellation pending(TaskView view) {
        PendingCancellation pending = view.pending();
        if (pending == null) {
            throw new AssertionError("nothing is pending in " + view);
        }
        return pending;
    }

    private static TaskView after(TaskEvent... events) {
        TaskView view = null;
        for (EventEnvelope event : Story.of("task-1", events)) {
            view = TaskView.fold(view, event);
        }
        if (view == null) {
            throw new AssertionError("nothing happened");
        }
        return view;
    }
}
