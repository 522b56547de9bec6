package io.taskledger.projector.view;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.TaskKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a creator's tasks have come to, as a brand looks at it before publishing (F04); crowd tasks count apart.
 *
 * @param updatedAt when the latest event was decided that counts; null while there is none
 */
public record TaskRecord(
        Figures orders, Figures crowd, @Nullable Instant updatedAt) {

    public static final TaskRecord NONE = new TaskRecord(Figures.NONE, Figures.NONE, null);

    /** The part of one event of a task that stood so before. */
    public static TaskRecord of(@Nullable TaskView before, EventEnvelope event) {
        Figures part = before == null ? Figures.NONE : Figures.of(before, event);
        if (before == null || part.equals(Figures.NONE)) {
            return NONE;
        }
        return before.kind() == TaskKind.ORDER
                ? new TaskRecord(part, Figures.NONE, event.time())
                : new TaskRecord(Figures.NONE, part, event.time());
    }

    public TaskRecord plus(TaskRecord more) {
        boolean later = updatedAt == null || (more.updatedAt != null && more.updatedAt.isAfter(updatedAt));
        return new TaskRecord(orders.plus(more.orders), crowd.plus(more.crowd), later ? more.updatedAt : updatedAt);
    }

    public Figures of(TaskKind kind) {
        return kind == TaskKind.ORDER ? orders : crowd;
    }
}
