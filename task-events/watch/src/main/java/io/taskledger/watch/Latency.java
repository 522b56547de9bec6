package io.taskledger.watch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * How long a stage takes, from the broker's append of what it reads. What stood in the log already when we came to it is kept
 * apart: in a replay it would make latencies of years.
 */
public final class Latency {

    /** In ms. The figures that are promised stand among them: 80, 150, 300. */
    private static final long[] BUCKETS = {10, 25, 50, 80, 100, 150, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 30_000
    };

    private final Timer live;
    private final Timer replay;

    public Latency(MeterRegistry meters, String name, String description) {
        live = timer(meters, name, description, false);
        replay = timer(meters, name, description, true);
    }

    private static Timer timer(MeterRegistry meters, String name, String description, boolean replay) {
        return Timer.builder(name)
                .description(description)
                .tag("replay", Boolean.toString(replay))
                .serviceLevelObjectives(
                        LongStream.of(BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
                .register(meters);
    }

    /**
     * One record is done. For every record: the clock is the caller's, who has looked at it already.
     *
     * @param sinceMs the record's append time
     * @param replay  whether it was in the log before we were
     */
    public void done(long sinceMs, long nowMs, boolean replay) {
        // Clocks of two machines may differ by more than it took.
        (replay ? this.replay : live).record(Math.max(0, nowMs - sinceMs), MILLISECONDS);
    }
}
