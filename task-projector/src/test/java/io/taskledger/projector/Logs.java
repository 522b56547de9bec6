package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The logs that the view is made from. */
record Logs(BrokerExtension broker) {

    private static final int PARTITIONS = 2;

    /** Instead of those of the test before. */
    void createAnew() throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            Set<String> old = new HashSet<>(admin.listTopics().names().get());
            old.retainAll(ViewWriter.SOURCES.stream().map(Topic::topicName).toList());
            admin.deleteTopics(old).all().get();
        }
        broker.create(ViewWriter.SOURCES.stream()
                .map(topic -> topic.create(PARTITIONS, (short) 1))
                .toList());
    }

    void append(List<EventEnvelope> events) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            send(producer, events);
        }
    }

    void appendAndAbort(List<EventEnvelope> events) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer("aborting")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, events);
            producer.abortTransaction();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, List<EventEnvelope> events)
            throws InterruptedException, ExecutionException {
        sendAll(
                producer,
                events.stream()
                        .map(event -> record(Topic.EVENTS, event.taskId().value(), EventWire.write(event)))
                        .toList());
    }

    private static void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    void appendAll(List<Settlement> settlements) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            sendAll(
                    producer,
                    settlements.stream()
                            .map(one -> record(Topic.SETTLEMENTS, one.taskId().value(), SettlementWire.write(one)))
                            .toList());
        }
    }

    void appendCreators(List<CreatorEventEnvelope> events) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            sendAll(
                    producer,
                    events.stream()
                            .map(one ->
                                    record(Topic.CREATOR_EVENTS, one.creatorId().value(), CreatorEventWire.write(one)))
                            .toList());
        }
    }

    void append(Settlement settlement) throws InterruptedException, ExecutionException {
        appendAll(List.of(settlement));
    }

    void append(Topic topic, String key, byte @Nullable [] value) throws InterruptedException, ExecutionException {
        RecordMetadata unused = broker.send(record(topic, key, value));
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.topicName(), key.getBytes(UTF_8), value);
    }
}
