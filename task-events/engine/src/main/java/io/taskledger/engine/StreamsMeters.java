package io.taskledger.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;

/** What an operator sees of Streams: the state that it is in, and how far stores are behind the changelogs. */
final class StreamsMeters implements KafkaStreams.StateListener, StateRestoreListener {

    private final Counter rebalances;
    private final Counter restored;
    private final AtomicLong rebuilding = new AtomicLong();

    /** By changelog. */
    private final Map<TopicPartition, Copy> restoring = new ConcurrentHashMap<>();

    private volatile @Nullable State state;

    /** A store that is loaded from its changelog, up to there. */
    private record Copy(long next, long end) {
        static double remaining(Map<TopicPartition, Copy> copies) {
            return copies.values().stream()
                    .mapToLong(copy -> Math.max(0, copy.end - copy.next))
                    .sum();
        }
    }

    StreamsMeters(MeterRegistry meters) {
        for (State each : State.values()) {
            Gauge.builder("taskledger.streams.state", this, self -> self.state == each ? 1 : 0)
                    .description("1 for the state that Streams is in; worry when that is not RUNNING for minutes")
                    .tag("state", each.name())
                    .register(meters);
        }
        rebalances = Counter.builder("taskledger.streams.rebalances")
                .description("How often partitions moved; worry when it grows though no instance comes or goes")
                .register(meters);
        restored = Counter.builder("taskledger.restored.records")
                .description("Records loaded from changelogs; worry when it stands still while some remain")
                .register(meters);
        Gauge.builder("taskledger.restore.remaining.records", restoring, Copy::remaining)
                .description("Records to load before all partitions are processed; worry when it does not shrink")
                .register(meters);
        Gauge.builder("taskledger.rebuild.remaining.records", rebuilding, AtomicLong::get)
                .description("Records of the log that --rebuild has still to load; worry when it does not shrink")
                .register(meters);
    }

    void rebuilding(long remaining) {
        rebuilding.set(remaining);
    }

    @Override
    public void onChange(State newState, State oldState) {
        state = newState;
        if (newState == State.REBALANCING) {
            rebalances.increment();
        }
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        restoring.put(changelog, new Copy(start, end));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
        restored.increment((double) count);
        restoring.computeIfPresent(changelog, (key, copy) -> new Copy(last + 1, copy.end));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        restoring.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        restoring.remove(changelog);
    }
}
