package io.taskledger.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long answers took, each from when it should have been asked for: one that had to wait for its turn has waited. */
final class Latencies {
    private final long[] nanos;
    private int count;
    private int failed;

    Latencies(int capacity) {
        nanos = new long[capacity];
    }

    synchronized void add(long elapsedNanos, boolean answered) {
        nanos[count++] = elapsedNanos;
        if (!answered) {
            failed++;
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized double ms(double percentile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int place = (int) Math.ceil(percentile / 100 * count) - 1;
        return Math.round(sorted[Math.max(0, place)] / 1e4) / 100.0;
    }

    synchronized Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requests", count);
        json.put("failed", failed);
        json.put("p50Ms", ms(50));
        json.put("p99Ms", ms(99));
        json.put("p999Ms", ms(99.9));
        json.put("maxMs", ms(100));
        return json;
    }
}
