package io.taskledger.audit;

import java.util.HashSet;
import java.util.Set;

/**
 * What compaction may have taken from one partition of a compacted topic. It takes all records of a stretch that have a
 * successor in it: from where one that has a successor is still there, nothing was taken.
 */
final class Compaction {

    private final Set<String> keys = new HashSet<>();
    private long untouchedFrom = Long.MAX_VALUE;

    /** The next record of the partition. */
    void add(Entry entry) {
        if (!entry.aborted() && !keys.add(entry.group()) && untouchedFrom == Long.MAX_VALUE) {
            untouchedFrom = entry.offset();
        }
    }

    /** Whether it may have taken a record whose successor is at that offset. */
    boolean mayHaveTaken(long successor) {
        return successor < untouchedFrom;
    }
}
