package io.taskledger.engine;

import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.watch.Spans;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a topology is built with.
 *
 * @param topics as they were found at start
 * @param ends   where the logs end
 * @param stores makes state stores by the settings
 * @param spans  tells of what is done with records that are traced
 */
public record Surroundings(TopicCheck topics, LogEnds ends, StateStores stores, Spans spans) {

    /** Nobody is told of what is done. */
    public Surroundings(TopicCheck topics, LogEnds ends, StateStores stores) {
        this(topics, ends, stores, Spans.OFF);
    }

    /** Where input and output end. */
    @FunctionalInterface
    public interface LogEnds {
        LogEnd of(int partition);
    }

    /**
     * Where a partition ends, in input and output.
     *
     * @param lastOutput the last committed record of the output, if there is any
     * @param inputEnd   the offset behind the last committed record of the input
     */
    public record LogEnd(Optional<ConsumerRecord<byte[], byte[]>> lastOutput, long inputEnd) {}

    /** By which a topic is known again. */
    public String topicId(Topic topic) {
        return Objects.requireNonNull(topics.ids().get(topic), topic::topicName);
    }
}
