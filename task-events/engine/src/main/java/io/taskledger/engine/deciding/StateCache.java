package io.taskledger.engine.deciding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoded states used last, within a bound. It lives as long as its {@link PartitionState}, so that nothing in it is left
 * of an aborted transaction, from before a rebalance, or of a revived task.
 */
final class StateCache<S> {

    /** What an entry weighs beside its state, in bytes. */
    private static final int ENTRY_BYTES = 200;

    private record Entry<S>(S state, int bytes) {}

    private final long maxBytes;
    private final Map<String, Entry<S>> entries = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;

    /** In bytes of the states' stored form. */
    StateCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Nullable
    S get(String subject) {
        Entry<S> entry = entries.get(subject);
        return entry == null ? null : entry.state;
    }

    void put(String subject, S state, int storedBytes) {
        Entry<S> entry = new Entry<>(state, storedBytes + ENTRY_BYTES);
        Entry<S> before = entries.put(subject, entry);
        bytes += entry.bytes - (before == null ? 0 : before.bytes);
        for (Iterator<Entry<S>> oldest = entries.values().iterator(); bytes > maxBytes && oldest.hasNext(); ) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }
}
