package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of one partition, and the deadlines that follow from them. Both stores change together, so they cannot
 * disagree.
 */
final class States<S> {

    /**
     * What the decoded states at hand may weigh in one process, in bytes of their stored form and a share for each; on the
     * heap it is three to five times as much. They make deciding half as fast again.
     */
    private static final long CACHE_BYTES = 32 * 1024 * 1024;

    private final StateForm<S> form;
    private final KeyValueStore<Bytes, byte[]> states;
    private final KeyValueStore<Bytes, byte[]> deadlines;
    private final StateCache<S> cache;

    /** No deadline was added that is due before this, in ms, since it was last asked for. */
    private long earliestAddedMs = Long.MAX_VALUE;

    /**
     * Of one partition.
     *
     * @param partitions of the topic: they share the cache's bound
     */
    States(ProcessingContext context, StateForm<S> form, int partitions) {
        this.form = form;
        this.states = context.getStateStore(form.store());
        this.deadlines = context.getStateStore(PartitionStores.DEADLINES);
        this.cache = new StateCache<>(CACHE_BYTES / partitions);
    }

    S get(String subject) {
        S cached = cache.get(subject);
        if (cached != null) {
            return cached;
        }
        byte[] value = states.get(Bytes.wrap(subject.getBytes(UTF_8)));
        if (value == null) {
            return form.none();
        }
        S state = form.read(value);
        cache.put(subject, state, value.length);
        return state;
    }

    void put(String subject, S before, S after) {
        byte[] value = form.write(after);
        states.put(Bytes.wrap(subject.getBytes(UTF_8)), value);
        cache.put(subject, after, value.length);
        List<Due> old = form.deadlines(subject, before);
        List<Due> next = form.deadlines(subject, after);
        for (Due deadline : old) {
            if (!next.contains(deadline)) {
                // Unlike delete, it does not look for what is there.
                deadlines.put(deadline.key(), null);
            }
        }
        for (Due deadline : next) {
            if (!old.contains(deadline)) {
                add(deadline);
            }
        }
    }

    private void add(Due deadline) {
        deadlines.put(deadline.key(), new byte[] {1});
        earliestAddedMs = Math.min(earliestAddedMs, deadline.dueAtMs());
    }

    /** When the first deadline that is not due yet will be, in ms; {@link Long#MAX_VALUE} where there is none. */
    long nextDueMs(long nowMs) {
        earliestAddedMs = Long.MAX_VALUE;
        try (KeyValueIterator<Bytes, byte[]> later = deadlines.range(Due.bound(nowMs), Due.END)) {
            return later.hasNext() ? Due.of(later.next().key).dueAtMs() : Long.MAX_VALUE;
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
