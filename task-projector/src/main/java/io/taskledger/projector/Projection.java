package io.taskledger.projector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.transaction.TransactionException;

/**
 * Reads events of tasks and creators, and settlements, into the view that serves, batch by batch; goes on where the view ends, not where the group
 * does, and where the next view ends once that one serves.
 */
final class Projection implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    /** Never serves: what is read into it is not applied, and then PostgreSQL is asked again where to go on. */
    private static final View NO_VIEW = new View(0);

    /** Fewer records than this are applied one batch after the other: there is no hurry, and whoever asks finds a processor. */
    private static final int FEW = 1_000;

    private final Views views;
    private final ViewWriter writer;
    private final MeterRegistry meters;
    private final Timer batches;
    private final BatchSpans spans;

    /** The view that a partition is being read into. */
    private final Map<TopicPartition, View> reading = new ConcurrentHashMap<>();

    /** Also where there is no partition left for this instance: then others read, and this one is asked. */
    private volatile boolean assigned;

    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();

    Projection(Views views, ViewWriter writer, MeterRegistry meters, BatchSpans spans) {
        this.views = views;
        this.writer = writer;
        this.meters = meters;
        this.spans = spans;
        this.batches = Timer.builder("taskledger.projector.batch")
                .description("Time to apply one batch; worry when it nears max.poll.interval.ms")
                .register(meters);
        Gauge.builder("taskledger.projector.stopped", stopped, why -> why.get() == null ? 0 : 1)
                .description("1 once the log was not what it must be, and reading has stopped; worry at once")
                .register(meters);
    }

    /** The log is not what it must be: going on would show what is not so. */
    static final class Broken extends RuntimeException {
        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @KafkaListener(
            topics = {"task.events", "settlement.events", "creator.events"},
            batch = "true")
    void read(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
        View view = Objects.requireNonNull(reading.get(source(batch.getFirst())));
        long began = spans.begin();
        try {
            boolean applied = batch.size() < FEW ? applyAlone(view, batch) : apply(view, batch);
            if (applied) {
                batch.stream()
                        .collect(Collectors.groupingBy(ConsumerRecord::topic, Collectors.counting()))
                        .forEach(this::count);
                spans.applied(batch, began);
            } else {
                goOnWhereTheViewEnds(consumer, consumer.assignment());
            }
        } catch (DataIntegrityViolationException e) {
            throw broken(batch, e);
        } catch (DataAccessException | TransactionException e) {
            // PostgreSQL's trouble, not the log's: the batch is tried again.
            throw e;
        } catch (RuntimeException e) {
            throw broken(batch, e);
        }
    }

    private synchronized boolean applyAlone(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        return apply(view, batch);
    }

    private boolean apply(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        return Boolean.TRUE.equals(batches.record(() -> writer.applyIfServing(view, batch)));
    }

    /** Tried again it would fail again, for ever and unseen: whatever is not PostgreSQL's trouble stops it. */
    private Broken broken(List<ConsumerRecord<byte[], byte[]>> batch, RuntimeException cause) {
        stopped.set(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        LOG.error("Stopped between {} and {}", place(batch.getFirst()), place(batch.getLast()), cause);
        return new Broken("the projection stopped", cause);
    }

    private static TopicPartition source(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return source(record) + "@" + record.offset();
    }

    private void count(String topic, long records) {
        Counter.builder("taskledger.projector.records")
                .description("Records applied to the view; worry when it stands still while topics grow")
                .tag("topic", topic)
                .register(meters)
                .increment((double) records);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        goOnWhereTheViewEnds(consumer, partitions);
        assigned = true;
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(reading::remove);
        assigned = !reading.isEmpty();
    }

    private void goOnWhereTheViewEnds(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        View view = NO_VIEW;
        Map<TopicPartition, Long> offsets = Map.of();
        try {
            views.forget();
            view = views.serving();
            offsets = writer.offsets(view);
        } catch (DataAccessException e) {
            LOG.warn(
                    "PostgreSQL does not say where {} go on ({}); asking again with the first batch",
                    partitions,
                    e.getMessage());
        }
        consumer.seekToBeginning(partitions);
        for (TopicPartition partition : partitions) {
            reading.put(partition, view);
            if (offsets.containsKey(partition)) {
                consumer.seek(partition, offsets.get(partition));
            }
        }
    }

    /** Why it has stopped; null while it reads. */
    @Nullable
    String stopped() {
        return stopped.get();
    }

    boolean isAssigned() {
        return assigned;
    }
}
