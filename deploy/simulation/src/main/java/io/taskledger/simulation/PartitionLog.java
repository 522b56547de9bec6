package io.taskledger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** One partition of a topic as a broker keeps it: what is written stays, committed or not, and markers take offsets. */
final class PartitionLog {

    private final List<Written> all = new ArrayList<>();

    /** What stands at one offset. */
    @SuppressWarnings("ArrayRecordComponent") // a record's bytes, never compared and never changed
    record Written(
            long offset,
            long timestampMs,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            @Nullable Transaction transaction,
            boolean isMarker) {

        boolean isAborted() {
            return transaction != null && transaction.isAborted();
        }

        boolean isCommitted() {
            return !isMarker && (transaction == null || !(transaction.isOpen() || transaction.isAborted()));
        }
    }

    void append(
            long timestampMs,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            @Nullable Transaction transaction) {
        all.add(new Written(all.size(), timestampMs, key, value, headers, transaction, false));
        if (transaction != null) {
            transaction.writes(this);
        }
    }

    void mark(Transaction transaction) {
        all.add(new Written(all.size(), 0, null, null, new RecordHeaders(), transaction, true));
    }

    List<Written> all() {
        return all;
    }

    /** The last stable offset: before it nothing is undecided. */
    long stableEnd() {
        for (Written one : all) {
            if (one.transaction != null && one.transaction.isOpen()) {
                return one.offset;
            }
        }
        return all.size();
    }

    /** What a reader gets next, at most so many. */
    List<Written> read(long from, int max, boolean uncommittedToo) {
        long end = uncommittedToo ? all.size() : stableEnd();
        List<Written> read = new ArrayList<>();
        for (long offset = from; offset < end && read.size() < max; offset++) {
            Written one = all.get((int) offset);
            if (one.isCommitted() || (uncommittedToo && !one.isMarker)) {
                read.add(one);
            }
        }
        return read;
    }

    Optional<Written> lastCommitted() {
        return all.subList(0, (int) stableEnd()).reversed().stream()
                .filter(Written::isCommitted)
                .findFirst();
    }
}
