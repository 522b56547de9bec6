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
import java.util.Optional;

/** What the timer has to ask next of a task, and when. It follows from the task's state, so a task has one at most. */
public record Deadline(CommandType asks, Instant dueAt) {

    public static Optional<Deadline> of(Task task, Policies policies) {
        return switch (task) {
            case Published t -> Optional.of(new Deadline(CommandType.EXPIRE_TASK, t.acceptBy()));
            case Running t ->
                Optional.ofNullable(t.pending())
                        .filter(pending -> !pending.escalated())
                        .map(pending -> of(pending, policies.pinned(t.terms().policy())));
            case Task.Ended t -> Optional.empty();
            case Task.Unknown t -> Optional.empty();
        };
    }

    private static Deadline of(Pending pending, CancellationPolicy policy) {
        return policy.nextReminder(pending.requestedAt(), pending.remindedAt())
                .map(due -> new Deadline(CommandType.REMIND_CANCELLATION, due))
                .orElse(new Deadline(CommandType.EXPIRE_CANCELLATION, pending.confirmBy()));
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
