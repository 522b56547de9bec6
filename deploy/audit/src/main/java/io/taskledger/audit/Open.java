package io.taskledger.audit;

import io.taskledger.audit.Findings.Offender;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongPredicate;

/**
 * What has no counterpart, and may be excused once all of its partition is known. Retention deletes from the beginning: where
 * it is too much for memory, the last ones are kept, and what was before them is not judged.
 */
final class Open {

    /** So many are kept. */
    static final int MAX_KEPT = 50_000;

    private final Findings findings;
    private final Queue<One> kept = new PriorityQueue<>(Comparator.comparingLong(One::offset));

    record One(Invariant invariant, long offset, Offender offender) {}

    Open(Findings findings) {
        this.findings = findings;
    }

    void add(One one) {
        kept.add(one);
        if (kept.size() > MAX_KEPT) {
            findings.notJudged(kept.remove().invariant());
        }
    }

    /** Judges what is there, and forgets it. */
    void close(LongPredicate excused) {
        for (One one : kept) {
            if (excused.test(one.offset)) {
                findings.notJudged(one.invariant);
            } else {
                findings.violated(one.invariant, one.offender);
            }
        }
        kept.clear();
    }
}
