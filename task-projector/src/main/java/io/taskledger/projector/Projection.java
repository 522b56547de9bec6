package io.taskledger.projector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskledger.contract.wire.CorruptRecord;
import io.taskledger.projector.view.TaskView;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;

/** Reads events and settlements into the view, batch by batch; goes on where the view ends, not where the group does. */
final class Projection extends AbstractConsumerSeekAware implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private final ViewStore store;
    private final MeterRegistry meters;
    private final Timer batches;

    private volatile @Nullable String stopped;
    private volatile boolean assigned;

    Projection(ViewStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.batches = Timer.builder("taskledger.projector.batch")
                .description("Time to apply one batch; worry when it nears max.poll.interval.ms")
                .register(meters);
    }

    /** The log is not what it must be: going on would show what is not so. */
    static final class Broken extends RuntimeException {
        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @KafkaListener(
            topics = {"task.events", "settlement.events"},
            batch = "true")
    void read(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            batches.record(() -> store.apply(batch));
            batch.forEach(record -> count(record.topic()));
        } catch (TaskView.Gap | CorruptRecord e) {
            stopped = e.getMessage();
            LOG.error("Stopped between {} and {}: {}", place(batch.getFirst()), place(batch.getLast()), e.getMessage());
            throw new Broken("the projection stopped", e);
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private void count(String topic) {
        Counter.builder("taskledger.projector.records")
                .description("Records applied to the view; worry when it stands still while topics grow")
                .tag("topic", topic)
                .register(meters)
                .increment();
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        super.onPartitionsAssigned(assignments, callback);
        Map<TopicPartition, Long> offsets = store.offsets(assignments.keySet());
        assignments.keySet().forEach(source -> {
            Long next = offsets.get(source);
            if (next == null) {
                callback.seekToBeginning(source.topic(), source.partition());
            } else {
                callback.seek(source.topic(), source.partition(), next);
            }
        });
        assigned = true;
    }

    @Override
    public Health health() {
        if (stopped != null) {
            return Health.down().withDetail("stopped", stopped).build();
        }
        return assigned
                ? Health.up().build()
                : Health.down().withDetail("state", "no partitions yet").build();
    }
}
