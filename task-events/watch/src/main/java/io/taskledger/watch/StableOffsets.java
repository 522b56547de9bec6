package io.taskledger.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** For how long each partition's last stable offset has stood still before records: an open transaction hides those from readers. */
final class StableOffsets {

    private final Map<TopicPartition, HeldUp> heldUp = new HashMap<>();

    private record HeldUp(long offset, Instant since) {}

    /** As of the last looks; zero where nothing is held up. */
    Map<TopicPartition, Duration> ages(LogEnds ends, Instant now) {
        heldUp.keySet().retainAll(ends.stable().keySet());
        Map<TopicPartition, Duration> ages = new HashMap<>();
        for (TopicPartition partition : ends.stable().keySet()) {
            ages.put(
                    partition,
                    ends.isHeldUp(partition) ? age(partition, ends.stable(partition), now) : free(partition));
        }
        return ages;
    }

    private Duration age(TopicPartition partition, long offset, Instant now) {
        HeldUp at =
                heldUp.compute(partition, (key, before) -> goesOn(before, offset) ? before : new HeldUp(offset, now));
        return Duration.between(at.since, now);
    }

    private static boolean goesOn(@Nullable HeldUp before, long offset) {
        return before != null && before.offset == offset;
    }

    private Duration free(TopicPartition partition) {
        heldUp.remove(partition);
        return Duration.ZERO;
    }
}
