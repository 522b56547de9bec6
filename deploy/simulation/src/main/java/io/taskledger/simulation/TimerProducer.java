package io.taskledger.simulation;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The timer's own producer: outside of all transactions, so that nobody can fence it. */
final class TimerProducer extends MockProducer<byte[], byte[]> {

    private final Broker broker;
    private boolean away;

    TimerProducer(Broker broker) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.broker = broker;
    }

    /** Whether it reaches the broker. */
    void away(boolean away) {
        this.away = away;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        if (away) {
            return CompletableFuture.failedFuture(new TimeoutException("no broker"));
        }
        int partition = Objects.requireNonNullElseGet(record.partition(), () -> Broker.partitionOf(record.key()));
        broker.append(Drawn.topic(record.topic()), partition, record.key(), record.value());
        TopicPartition place = new TopicPartition(record.topic(), partition);
        return CompletableFuture.completedFuture(new RecordMetadata(place, 0, 0, broker.nowMs(), 0, 0));
    }
}
