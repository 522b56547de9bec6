package io.taskledger.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.taskledger.watch.GroupLags.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the groups of all services every few seconds. Each service does, so that who has stopped is still seen by the
 * others. What cannot be seen is not shown: an old figure would say that all is well.
 */
final class Watch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final WatchSettings settings;
    private final KafkaProperties kafka;
    private final MultiGauge lag;
    private final MultiGauge behind;
    private final MultiGauge stableOffsetAge;
    private final StableOffsets stableOffsets = new StableOffsets();

    private volatile @Nullable Thread looking;

    Watch(WatchSettings settings, KafkaProperties kafka, MeterRegistry meters) {
        this.settings = settings;
        this.kafka = kafka;
        // Not named as ours are: people's dashboards know it by this name.
        lag = MultiGauge.builder("kafka.consumergroup.lag")
                .description("Committed records that a group has not done; worry when it grows for minutes")
                .register(meters);
        behind = MultiGauge.builder("taskledger.group.behind")
                .description("Age of the first record that a group has not done; worry above a minute")
                .baseUnit("seconds")
                .register(meters);
        stableOffsetAge = MultiGauge.builder("taskledger.last.stable.offset.age")
                .description("For how long an open transaction has hidden records from readers; worry above"
                        + " transaction.timeout.ms (10 s)")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void start() {
        looking = Thread.ofPlatform().name("watch").daemon().start(this::run);
    }

    private void run() {
        try (Admin admin = Admin.create(kafka.buildAdminProperties());
                FirstUnread unread = new FirstUnread(kafka.buildConsumerProperties())) {
            GroupLags lags = new GroupLags(admin, settings.groups(), unread);
            while (true) {
                try {
                    look(admin, lags);
                } catch (ExecutionException | KafkaException e) {
                    LOG.warn("How far the groups are cannot be seen: {}", e.getMessage());
                    show(List.of(), Map.of());
                }
                Thread.sleep(settings.every());
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin, GroupLags lags) throws InterruptedException, ExecutionException {
        LogEnds ends = LogEnds.of(admin);
        Instant now = Instant.now();
        show(lags.look(ends, now), stableOffsets.ages(ends, now));
    }

    private void show(List<Lag> lags, Map<TopicPartition, Duration> ages) {
        lag.register(lags.stream().map(one -> row(one, (double) one.offsets())).toList(), true);
        behind.register(
                lags.stream()
                        .flatMap(one -> Stream.ofNullable(one.behind()).map(age -> row(one, seconds(age))))
                        .toList(),
                true);
        stableOffsetAge.register(
                ages.entrySet().stream()
                        .map(age -> Row.of(place(age.getKey()), seconds(age.getValue())))
                        .toList(),
                true);
    }

    private static Row<?> row(Lag lag, double value) {
        return Row.of(place(lag.partition()).and("consumergroup", lag.group()), value);
    }

    private static Tags place(TopicPartition partition) {
        return Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    @Override
    public void stop() {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
