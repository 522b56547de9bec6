package io.taskledger.chaos;

import io.taskledger.contract.topics.LogTail;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what was committed, as anybody outside would. */
final class Topics implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    Topics(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The offset behind the last record, of partitions that have any: markers of transactions are none. */
    Map<TopicPartition, Long> ends(Topic topic) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions(consumer, topic)) {
            LogTail.lastCommitted(consumer, partition).ifPresent(last -> ends.put(partition, last.offset() + 1));
        }
        return ends;
    }

    /** From the beginning up to the end that it has now. */
    void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(at -> consumer.position(at) < Objects.requireNonNull(ends.get(at)))) {
            consumer.poll(Duration.ofMillis(200)).forEach(sink);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
