package io.taskledger.engine;

import io.taskledger.contract.topics.TopicCheck;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a topology is built with.
 *
 * @param topics as they were found at start
 * @param tail   the end of the output
 * @param stores makes state stores by the settings
 * @param client settings of every Kafka client, for a producer or consumer of the service's own
 */
public record Surroundings(TopicCheck topics, OutputTail tail, StateStores stores, Map<String, Object> client) {

    /** Where the output ends. */
    @FunctionalInterface
    public interface OutputTail {

        /** The last committed record of the output's partition. */
        Optional<ConsumerRecord<byte[], byte[]>> lastCommitted(int partition);
    }
}
