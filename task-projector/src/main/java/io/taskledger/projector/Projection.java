package io.taskledger.projector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;
import org.springframework.transaction.TransactionException;

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
        } catch (DataIntegrityViolationException e) {
            throw broken(batch, e);
        } catch (DataAccessException | TransactionException e) {
            // PostgreSQL's trouble, not the log's: the batch is tried again.
            throw e;
        } catch (RuntimeException e) {
            throw broken(batch, e);
        }
    }

    /** Tried again it would fail again, for ever and unseen: whatever is not PostgreSQL's trouble stops it. */
    private Broken broken(List<ConsumerRecord<byte[], byte[]>> batch, RuntimeException cause) {
        stopped = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        LOG.error("Stopped between {} and {}: {}", place(batch.getFirst()), place(batch.getLast()), stopped, cause);
        return new Broken("the projection stopped", cause);
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
        Map<TopicPartition, Long> offsets = offsets(assignments.keySet());
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

    /**
     * Where PostgreSQL does not answer, everything is read from the beginning: that takes longer, but what the view holds
     * is skipped. Going on where the group is would lose tasks wherever the view is behind it.
     */
    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions) {
        try {
            return store.offsets(partitions);
        } catch (DataAccessException e) {
            LOG.warn(
                    "PostgreSQL does not say where {} go on ({}): reading from the beginning",
                    partitions,
                    e.getMessage());
            return Map.of();
        }
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
