package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandType;
import io.taskledger.decider.decision.Deadline;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tasks of one partition, and the deadlines that follow from them. Both stores change together, so they cannot
 * disagree.
 */
final class TaskStore {

    static final String TASKS = "tasks";
    static final String DEADLINES = "deadlines";

    /**
     * What the decoded states at hand may weigh in one process, in bytes of their stored form and a share for each; on the
     * heap it is three to five times as much. They make deciding half as fast again.
     */
    private static final long CACHE_BYTES = 32 * 1024 * 1024;

    private final KeyValueStore<Bytes, byte[]> tasks;
    private final KeyValueStore<Bytes, byte[]> deadlines;
    private final Policies policies;
    private final StateCache cache;

    /** No deadline was added that is due before this, in ms, since it was last asked for. */
    private long earliestAddedMs = Long.MAX_VALUE;

    /**
     * Of one partition.
     *
     * @param partitions of the topic: they share the cache's bound
     */
    TaskStore(ProcessingContext context, Policies policies, int partitions) {
        this.tasks = context.getStateStore(TASKS);
        this.deadlines = context.getStateStore(DEADLINES);
        this.policies = policies;
        this.cache = new StateCache(CACHE_BYTES / partitions);
    }

    TaskState get(String taskId) {
        TaskState cached = cache.get(taskId);
        if (cached != null) {
            return cached;
        }
        byte[] value = tasks.get(Bytes.wrap(taskId.getBytes(UTF_8)));
        if (value == null) {
            return TaskState.NONE;
        }
        TaskState state = TaskStateCodec.read(value);
        cache.put(taskId, state, value.length);
        return state;
    }

    void put(String taskId, TaskState before, TaskState after) {
        byte[] value = TaskStateCodec.write(after);
        tasks.put(Bytes.wrap(taskId.getBytes(UTF_8)), value);
        cache.put(taskId, after, value.length);
        List<Deadline> old = Deadline.of(before.task(), policies);
        List<Deadline> next = Deadline.of(after.task(), policies);
        old.stream()
                .filter(deadline -> !next.contains(deadline))
                .forEach(deadline -> deadlines.delete(key(taskId, deadline)));
        next.stream().filter(deadline -> !old.contains(deadline)).forEach(deadline -> add(taskId, deadline));
    }

    private void add(String taskId, Deadline deadline) {
        deadlines.put(key(taskId, deadline), new byte[] {1});
        earliestAddedMs = Math.min(earliestAddedMs, deadline.dueAt().toEpochMilli());
    }

    /** Ordered by when it is due, then by task. The order of {@link CommandType} is part of the form. */
    @SuppressWarnings("EnumOrdinal")
    private static Bytes key(String taskId, Deadline deadline) {
        byte[] task = taskId.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(9 + task.length)
                .putLong(deadline.dueAt().toEpochMilli())
                .put((byte) deadline.asks().ordinal())
                .put(task)
                .array());
    }

    /** A deadline that has come, and whose it is. */
    record Due(String taskId, CommandType asks, long dueAtMs) {

        @SuppressWarnings("EnumOrdinal")
        static Due of(Bytes key) {
            ByteBuffer bytes = ByteBuffer.wrap(key.get());
            long dueAtMs = bytes.getLong();
            CommandType asks = CommandType.values()[bytes.get()];
            byte[] task = new byte[bytes.remaining()];
            bytes.get(task);
            return new Due(new String(task, UTF_8), asks, dueAtMs);
        }

        /** The first key that is not due at that instant. */
        static Bytes bound(long nowMs) {
            return Bytes.wrap(ByteBuffer.allocate(8).putLong(nowMs + 1).array());
        }

        /** Behind every deadline; what stands there is not one. */
        static final Bytes END = bound(Long.MAX_VALUE - 1);
    }

    /** When the first deadline that is not due yet will be, in ms; {@link Long#MAX_VALUE} where there is none. */
    long nextDueMs(long nowMs) {
        earliestAddedMs = Long.MAX_VALUE;
        try (KeyValueIterator<Bytes, byte[]> later = deadlines.range(Due.bound(nowMs), Due.END)) {
            return later.hasNext() ? Due.of(later.next().key).dueAtMs : Long.MAX_VALUE;
        }
    }

    /** Of those that were added since {@link #nextDueMs} was asked. */
    long earliestAddedMs() {
        return earliestAddedMs;
    }

    KeyValueStore<Bytes, byte[]> deadlines() {
        return deadlines;
    }
}
