package io.taskledger.chaos;

import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Listens to the answers as they come: how many there are, and for how long there was none, from the first to the last. */
final class Listener {

    private final String bootstrapServers;
    private volatile boolean listening = true;
    private volatile long longestNanos;
    private volatile @Nullable RuntimeException failure;
    private final AtomicLong answered = new AtomicLong();

    Listener(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        Thread.ofPlatform().daemon().name("listener").start(this::listen);
    }

    private void listen() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Topics.partitions(consumer, Topic.RESULTS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (long last = System.nanoTime(); listening; ) {
                ConsumerRecords<byte[], byte[]> answers = consumer.poll(Duration.ofMillis(100));
                answers.forEach(this::count);
                if (!answers.isEmpty()) {
                    long now = System.nanoTime();
                    longestNanos = Math.max(longestNanos, now - last);
                    last = now;
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Those to the timer are none of ours. */
    private void count(ConsumerRecord<byte[], byte[]> answer) {
        if (Load.hasSent(ResultWire.read(answer.value()).commandId())) {
            answered.incrementAndGet();
        }
    }

    /** How many of the load's commands for tasks, each time that they were sent. */
    long answered() {
        return answered.get();
    }

    /** The longest time without an answer, while there were commands. */
    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** From now on silence means nothing. Where it could not listen, why: the load waited for it. */
    Optional<String> end() {
        listening = false;
        return Optional.ofNullable(failure).map(why -> "Nobody listened to the answers: " + why);
    }
}
