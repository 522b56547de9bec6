package io.taskledger.contract;

import io.taskledger.contract.Identifier.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event with its place in the task's history.
 *
 * @param version         the task's after this event: 1, 2, … without gaps; the {@code sequence} on the wire
 * @param time            when it was decided: the append time of the causing command, never decreasing in a task (D08)
 * @param causationId     the command's id
 * @param commandHash     of the command's content, so that a repeat is known after a rebuild from the log
 * @param commandPosition {@code <topic id>/<partition>/<offset>} of the command's record; null where it is not known
 */
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
        TaskEvent event) {

    public EventEnvelope {
        if (version < 1) {
            throw new IllegalArgumentException("sequence must be 1 or more, but was " + version);
        }
    }

    /** Follows from task and version, so that the same fact always has the same id. */
    public String id() {
        return NamedIds.event(taskId, version);
    }

    public EventType type() {
        return EventType.of(event);
    }
}
