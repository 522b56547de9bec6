package io.taskledger.contract;

import io.taskledger.contract.Identifier.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event with its place in the task's history. */
public record EventEnvelope(
        TaskId taskId,
        long version,
        Instant time,
        String causationId,
        Trace trace,
        long commandHash,
        @Nullable String commandPosition,
        Actor actor,
        Channel channel,
        TaskEvent event)
        implements EventHead {

    public EventEnvelope {
        EventHead.checkVersion(version);
    }

    @Override
    public String id() {
        return NamedIds.event(taskId, version);
    }

    @Override
    public TaskId subject() {
        return taskId;
    }

    public EventType type() {
        return EventType.of(event);
    }
}
