package io.taskledger.engine;

import io.taskledger.contract.topics.LogTail;
import io.taskledger.contract.topics.Topic;
import io.taskledger.engine.Surroundings.LogEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the ends of the logs with a consumer of its own, when a partition is taken over. */
record TopicEnds(Topic input, Topic output, Map<String, Object> client) implements Surroundings.LogEnds {

    @Override
    public LogEnd of(int partition) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // At the end there is nothing to wait for, and closing waits for what was asked last: half a second by default.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        TopicPartition source = new TopicPartition(input.topicName(), partition);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new LogEnd(
                    LogTail.lastCommitted(consumer, new TopicPartition(output.topicName(), partition)),
                    Objects.requireNonNull(consumer.endOffsets(List.of(source)).get(source)));
        }
    }
}
