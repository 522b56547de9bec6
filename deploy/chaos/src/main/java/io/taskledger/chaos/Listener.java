package io.taskledger.chaos;

import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Listens to the answers as they come, and knows for how long there was none, from the first to the last. */
final class Listener {

    private final String bootstrapServers;
    private volatile boolean listening = true;
    private volatile long longestNanos;

    Listener(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        Thread.ofPlatform().daemon().name("listener").start(this::listen);
    }

    private void listen() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Topics.partitions(Topic.RESULTS);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            for (long last = System.nanoTime(); listening; ) {
                if (!consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                    long now = System.nanoTime();
                    longestNanos = Math.max(longestNanos, now - last);
                    last = now;
                }
            }
        }
    }

    /** The longest time without an answer, while there were commands. */
    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** From now on silence means nothing. */
    void end() {
        listening = false;
    }
}
