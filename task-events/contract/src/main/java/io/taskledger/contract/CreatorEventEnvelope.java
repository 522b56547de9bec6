package io.taskledger.contract;

import io.taskledger.contract.Identifier.CreatorId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event with its place in the creator's history. */
public record CreatorEventEnvelope(
        CreatorId creatorId,
        long version,
        Instant time,
        String causationId,
        Trace trace,
        long commandHash,
        @Nullable String commandPosition,
        Actor actor,
        Channel channel,
        CreatorEvent event)
        implements EventHead {

    public CreatorEventEnvelope {
        EventHead.checkVersion(version);
    }

    @Override
    public String id() {
        return NamedIds.event(creatorId, version);
    }

    @Override
    public CreatorId subject() {
        return creatorId;
    }

    public CreatorEventType type() {
        return CreatorEventType.of(event);
    }
}
