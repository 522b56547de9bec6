package io.taskledger.local;

import io.taskledger.broker.TopicReader;
import io.taskledger.contract.topics.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/** What a topic holds, committed, up to its end. */
final class TopicContents {
    private TopicContents() {}

    static long count(String bootstrapServers, Topic topic) {
        return read(bootstrapServers, topic).size();
    }

    static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers, Topic topic) {
        return TopicReader.read(bootstrapServers, topic.topicName(), IsolationLevel.READ_COMMITTED);
    }
}
