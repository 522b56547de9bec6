package io.taskledger.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.Entry;
import io.taskledger.audit.Log;
import io.taskledger.audit.Topics;
import io.taskledger.contract.topics.Topic;
import io.taskledger.simulation.PartitionLog.Written;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;

/** The modelled topics as the auditor reads them. */
record AuditedLog(Broker broker) implements Log {

    @Override
    public int partitions() {
        return Broker.PARTITIONS;
    }

    @Override
    public boolean hasCreators() {
        return true;
    }

    @Override
    public String topicId(Topics topic) {
        return Broker.id(ours(topic));
    }

    @Override
    public Extent extent(Topics topic, int partition) {
        return new Extent(0, broker.log(ours(topic), partition).all().size());
    }

    @Override
    public void read(Topics topic, int partition, Consumer<Entry> sink) {
        Topic ours = ours(topic);
        for (Written record : broker.log(ours, partition).all()) {
            if (!record.isMarker()) {
                sink.accept(new Entry(
                        ours.topicName(),
                        partition,
                        record.offset(),
                        record.timestampMs(),
                        record.key(),
                        headers(record),
                        record.value(),
                        record.isAborted()));
            }
        }
    }

    private static Map<String, String> headers(Written record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    private static Topic ours(Topics topic) {
        return switch (topic) {
            case COMMANDS -> Topic.COMMANDS;
            case RESULTS -> Topic.RESULTS;
            case EVENTS -> Topic.EVENTS;
            case SETTLEMENTS -> Topic.SETTLEMENTS;
            case NOTIFICATIONS -> Topic.NOTIFICATIONS;
            case DEAD_LETTERS -> Topic.DEAD_LETTERS;
            case CREATOR_COMMANDS -> Topic.CREATOR_COMMANDS;
            case CREATOR_RESULTS -> Topic.CREATOR_RESULTS;
            case CREATOR_EVENTS -> Topic.CREATOR_EVENTS;
            case CREATOR_STANDING -> Topic.CREATOR_STANDING;
            case CREATOR_DEAD_LETTERS -> Topic.CREATOR_DEAD_LETTERS;
        };
    }

    @Override
    public void close() {}
}
