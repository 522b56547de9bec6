package io.taskledger.simulation;

import io.taskledger.contract.topics.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** All topics, and the clock that append times come from. It can be set back, as when another broker leads. */
final class Broker {

    static final int PARTITIONS = 2;

    private static final Map<Topic, Boolean> APPEND_TIME = new EnumMap<>(Topic.class);

    static {
        for (Topic topic : Topic.values()) {
            String type = topic.create(1, (short) 1).configs().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            APPEND_TIME.put(topic, TimestampType.LOG_APPEND_TIME.name.equals(type));
        }
    }

    private final Map<Topic, List<PartitionLog>> logs = new EnumMap<>(Topic.class);
    private long nowMs;

    Broker(long nowMs) {
        this.nowMs = nowMs;
        for (Topic topic : Topic.values()) {
            List<PartitionLog> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new PartitionLog());
            }
            logs.put(topic, partitions);
        }
    }

    static String id(Topic topic) {
        return "id-of-" + topic.topicName();
    }

    /** Where a producer puts a key, as Kafka's own does it. */
    static int partitionOf(byte @Nullable [] key) {
        return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    PartitionLog log(Topic topic, int partition) {
        return Objects.requireNonNull(logs.get(topic)).get(partition);
    }

    /** By somebody who uses no transactions. */
    void append(Topic topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        append(topic, partition, key, value, new RecordHeaders(), nowMs, null);
    }

    void append(
            Topic topic,
            int partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            long writersTimeMs,
            @Nullable Transaction transaction) {
        long timestampMs = Objects.requireNonNull(APPEND_TIME.get(topic)) ? nowMs : writersTimeMs;
        log(topic, partition).append(timestampMs, key, value, headers, transaction);
    }

    long nowMs() {
        return nowMs;
    }

    /** Negative where the clock is set back. */
    void pass(long ms) {
        nowMs += ms;
    }
}
