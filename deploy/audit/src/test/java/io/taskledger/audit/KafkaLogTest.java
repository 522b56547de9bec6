package io.taskledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

/** Retention does not wait until an audit is over. */
final class KafkaLogTest {

    private static final TopicPartition AT = new TopicPartition(Topics.COMMANDS.topic, 0);

    private final Map<String, TopicDescription> topics = new HashMap<>();
    private final MockConsumer<byte[], byte[]> committed = consumer();
    private final MockConsumer<byte[], byte[]> uncommitted = consumer();

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        for (Topics topic : Topics.values()) {
            if (!topic.isOfCreators()) {
                TopicPartitionInfo partition = new TopicPartitionInfo(0, Node.noNode(), List.of(), List.of());
                topics.put(topic.topic, new TopicDescription(topic.topic, false, List.of(partition)));
                consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic.topic, 0), 0L));
                consumer.updateEndOffsets(Map.of(new TopicPartition(topic.topic, 0), 7L));
            }
        }
        return consumer;
    }

    @Test
    void what_was_deleted_since_the_log_was_opened_is_not_asked_for() throws Exception {
        try (KafkaLog log = new KafkaLog(topics, committed, uncommitted)) {
            assertThat(log.extent(Topics.COMMANDS, 0)).isEqualTo(new Log.Extent(0, 7));
            for (MockConsumer<byte[], byte[]> consumer : List.of(committed, uncommitted)) {
                consumer.updateBeginningOffsets(Map.of(AT, 5L));
                consumer.assign(List.of(AT));
                consumer.addRecord(new ConsumerRecord<>(AT.topic(), 0, 5, new byte[0], new byte[0]));
                consumer.addRecord(new ConsumerRecord<>(AT.topic(), 0, 6, new byte[0], new byte[0]));
            }
            List<Long> offsets = new ArrayList<>();
            log.read(Topics.COMMANDS, 0, entry -> offsets.add(entry.offset()));
            assertThat(offsets).containsExactly(5L, 6L);
            assertThat(log.extent(Topics.COMMANDS, 0)).isEqualTo(new Log.Extent(5, 7));
        }
    }
}
