package io.taskledger.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the standby copies here lack of their changelogs, as those end now: of a copy that stands still Streams tells nothing, and
 * it falls behind all the same. The brokers are asked for the ends, in a thread of its own; until they answer nothing is shown.
 */
final class StandbyLag implements StandbyUpdateListener {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyLag.class);

    /** Between two looks. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Set<Copy> copies = ConcurrentHashMap.newKeySet();

    private volatile double records = Double.NaN;

    private record Copy(String store, int partition) {}

    StandbyLag(MeterRegistry meters) {
        Gauge.builder("taskledger.standby.lag.records", this, self -> self.records)
                .description(
                        "Records, markers included, that standby copies lack; worry when it grows: a takeover would"
                                + " take long")
                .register(meters);
    }

    /** Until they are closed. */
    void follow(KafkaStreams streams) {
        var unused = Thread.ofPlatform().name("standby-lag").daemon().start(() -> {
            try {
                while (!streams.state().hasStartedOrFinishedShuttingDown()) {
                    look(streams);
                    Thread.sleep(EVERY);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                records = Double.NaN;
            }
        });
    }

    void look(KafkaStreams streams) {
        try {
            records = copies.isEmpty() ? 0 : lacking(streams.allLocalStorePartitionLags());
        } catch (RuntimeException e) {
            LOG.warn("How much standby copies lack cannot be seen: {}", e.getMessage());
            records = Double.NaN;
        }
    }

    private long lacking(Map<String, Map<Integer, LagInfo>> lags) {
        return copies.stream()
                .map(copy -> lags.getOrDefault(copy.store, Map.of()).get(copy.partition))
                .filter(Objects::nonNull)
                .mapToLong(LagInfo::offsetLag)
                .sum();
    }

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long start) {
        copies.add(new Copy(store, changelog.partition()));
    }

    @Override
    public void onBatchLoaded(TopicPartition changelog, String store, TaskId task, long last, long count, long end) {
        // Who stands still does not come here.
    }

    @Override
    public void onUpdateSuspended(TopicPartition changelog, String store, long stored, long end, SuspendReason why) {
        copies.remove(new Copy(store, changelog.partition()));
    }
}
