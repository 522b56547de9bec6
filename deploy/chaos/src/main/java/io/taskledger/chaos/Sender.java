package io.taskledger.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.CreatorCommandWire;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends what may not have arrived until it has, and keeps what the broker has acknowledged. */
final class Sender implements AutoCloseable {

    private static final Duration RESEND_AFTER = Duration.ofSeconds(1);

    private final ScheduledExecutorService steps;
    /** Two, so that what they send at once has no order. */
    private final List<KafkaProducer<byte[], byte[]>> producers;

    /** By topic and position: whose command it was. */
    private final Map<Topic, Map<Long, String>> acknowledged = new EnumMap<>(Map.of(
            Topic.COMMANDS, new ConcurrentHashMap<>(),
            Topic.CREATOR_COMMANDS, new ConcurrentHashMap<>()));

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Sender(String bootstrapServers, ScheduledExecutorService steps) {
        this.steps = steps;
        this.producers = List.of(producer(bootstrapServers), producer(bootstrapServers));
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                // Now and then one gives up, and does not know whether it was heard: it sends again.
                "delivery.timeout.ms", 15_000,
                "request.timeout.ms", 5_000,
                // A sender that waits for metadata must not hold up all others for long.
                "max.block.ms", 1_000,
                "linger.ms", 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Tells when the broker has it.
     *
     * @param by which of two senders
     */
    void send(CommandHead command, int by, Runnable done) {
        sent.incrementAndGet();
        byte[] key = command.subject().value().getBytes(UTF_8);
        var unused = producers
                .get(by)
                .send(
                        new ProducerRecord<>(topic(command).topicName(), key, bytes(command)),
                        (where, failure) -> sent(command, by, done, where, failure));
    }

    private static Topic topic(CommandHead command) {
        return switch (command) {
            case CommandEnvelope toTask -> Topic.COMMANDS;
            case CreatorCommandEnvelope toCreator -> Topic.CREATOR_COMMANDS;
        };
    }

    private static byte[] bytes(CommandHead command) {
        return switch (command) {
            case CommandEnvelope toTask -> CommandWire.write(toTask);
            case CreatorCommandEnvelope toCreator -> CreatorCommandWire.write(toCreator);
        };
    }

    private void sent(
            CommandHead command, int by, Runnable done, @Nullable RecordMetadata where, @Nullable Exception failure) {
        if (failure == null && where != null) {
            Objects.requireNonNull(acknowledged.get(topic(command)))
                    .put(
                            position(where.partition(), where.offset()),
                            command.subject().value() + "/" + command.id().value());
            done.run();
        } else {
            failed.incrementAndGet();
            var unused = steps.schedule(() -> send(command, by, done), RESEND_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    static long position(int partition, long offset) {
        return offset * Cluster.PARTITIONS + partition;
    }

    /** By position: whose command it was. */
    Map<Long, String> acknowledged(Topic commands) {
        return Map.copyOf(Objects.requireNonNull(acknowledged.get(commands)));
    }

    long countAcknowledged(Topic commands) {
        return Objects.requireNonNull(acknowledged.get(commands)).size();
    }

    /** Those that were sent again, too. */
    long countSent() {
        return sent.get();
    }

    /** Given up once, and sent again. */
    long countFailed() {
        return failed.get();
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(Duration.ZERO));
    }
}
