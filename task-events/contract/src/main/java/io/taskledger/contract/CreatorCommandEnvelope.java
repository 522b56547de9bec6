package io.taskledger.contract;

import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import org.jspecify.annotations.Nullable;

/** One command as it was sent: who asks what of which creator. */
public record CreatorCommandEnvelope(
        CommandId id,
        String source,
        CreatorId creatorId,
        @Nullable String time,
        Trace trace,
        Actor actor,
        Channel channel,
        @Nullable Long expectedVersion,
        CreatorCommand command)
        implements CommandHead {

    @Override
    public CreatorId subject() {
        return creatorId;
    }

    @Override
    public CreatorCommandType type() {
        return CreatorCommandType.of(command);
    }
}
