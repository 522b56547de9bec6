package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandType;
import io.taskledger.decider.decision.Deadline;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tasks of one partition, and the deadlines that follow from them. Both stores change together, so they cannot
 * disagree.
 */
final class TaskStore {

    static final String TASKS = "tasks";
    static final String DEADLINES = "deadlines";

    /** So many decoded states are at hand; it makes deciding half as fast again. */
    private static final int CACHED = 20_000;

    private final KeyValueStore<Bytes, byte[]> tasks;
    private final KeyValueStore<Bytes, byte[]> deadlines;
    private final Policies policies;

    /**
     * Lives as long as this object, which is made anew whenever the partition is: after an aborted transaction, a
     * rebalance or a revived task nothing of it is left.
     */
    private final Map<String, TaskState> cache = new LinkedHashMap<>(CACHED * 4 / 3, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TaskState> eldest) {
            return size() > CACHED;
        }
    };

    TaskStore(ProcessingContext context, Policies policies) {
        this.tasks = context.getStateStore(TASKS);
        this.deadlines = context.getStateStore(DEADLINES);
        this.policies = policies;
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
        cache.put(taskId, state);
        return state;
    }

    void put(String taskId, TaskState before, TaskState after) {
        tasks.put(Bytes.wrap(taskId.getBytes(UTF_8)), TaskStateCodec.write(after));
        cache.put(taskId, after);
        Optional<Deadline> old = Deadline.of(before.task(), policies);
        Optional<Deadline> next = Deadline.of(after.task(), policies);
        if (!old.equals(next)) {
            old.ifPresent(deadline -> deadlines.delete(key(taskId, deadline)));
            next.ifPresent(deadline -> deadlines.put(key(taskId, deadline), new byte[] {1}));
        }
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
    }

    KeyValueStore<Bytes, byte[]> deadlines() {
        return deadlines;
    }
}
