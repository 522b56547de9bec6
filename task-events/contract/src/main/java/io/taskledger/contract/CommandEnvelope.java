package io.taskledger.contract;

import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * One command as it was sent: who asks what of which task.
 *
 * @param source          the sending system
 * @param time            the sender's clock; informative, never decided by (D08)
 * @param expectedVersion the task's version that the sender saw; null means any
 */
public record CommandEnvelope(
        CommandId id,
        String source,
        TaskId taskId,
        @Nullable String time,
        Trace trace,
        Actor actor,
        Channel channel,
        @Nullable Long expectedVersion,
        TaskCommand command) {

    public CommandType type() {
        return CommandType.of(command);
    }
}
