package io.taskledger.contract;

import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import org.jspecify.annotations.Nullable;

/** One command as it was sent: who asks what of which task. */
public record CommandEnvelope(
        CommandId id,
        String source,
        TaskId taskId,
        @Nullable String time,
        Trace trace,
        Actor actor,
        Channel channel,
        @Nullable Long expectedVersion,
        TaskCommand command)
        implements CommandHead {

    @Override
    public TaskId subject() {
        return taskId;
    }

    @Override
    public CommandType type() {
        return CommandType.of(command);
    }
}
