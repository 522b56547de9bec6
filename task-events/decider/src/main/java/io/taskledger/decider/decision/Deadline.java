package io.taskledger.decider.decision;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Published;
import io.taskledger.decider.decision.Task.Running;
import java.time.Instant;
import java.util.List;

/** What the timer has to ask of a task, and when. It follows from the task's state. */
public record Deadline(CommandType asks, Instant dueAt) {

    /** At most two: of a pending request its end, and its next reminder where one is left. */
    public static List<Deadline> of(Task task, Policies policies) {
        return switch (task) {
            case Published t -> List.of(new Deadline(CommandType.EXPIRE_TASK, t.acceptBy()));
            case Running t ->
                t.pending() == null || t.pending().escalated()
                        ? List.of()
                        : of(t.pending(), policies.pinned(t.terms().policy()));
            case Task.Ended t -> List.of();
            case Task.Unknown t -> List.of();
        };
    }

    private static List<Deadline> of(Pending pending, CancellationPolicy policy) {
        Deadline end = new Deadline(CommandType.EXPIRE_CANCELLATION, pending.confirmBy());
        return policy.nextReminder(pending.requestedAt(), pending.remindedAt())
                .map(due -> List.of(new Deadline(CommandType.REMIND_CANCELLATION, due), end))
                .orElse(List.of(end));
    }

    /** The command that asks for it. */
    public TaskCommand command() {
        return switch (asks) {
            case EXPIRE_TASK -> new ExpireTask();
            case REMIND_CANCELLATION -> new RemindCancellation();
            case EXPIRE_CANCELLATION -> new ExpireCancellation();
            default -> throw new IllegalStateException("the timer does not ask for " + asks);
        };
    }
}
