package io.taskledger.engine;

import io.taskledger.contract.topics.LogTail;
import io.taskledger.contract.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the end of the output with a consumer of its own, when a partition is taken over. */
record TopicTail(Topic topic, Map<String, Object> client) implements Surroundings.OutputTail {

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> lastCommitted(int partition) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return LogTail.lastCommitted(consumer, new TopicPartition(topic.topicName(), partition));
        }
    }
}
