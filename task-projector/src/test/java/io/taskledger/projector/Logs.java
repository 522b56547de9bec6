package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
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

/** The two logs that the view is made from. */
record Logs(BrokerExtension broker) {

    private static final int PARTITIONS = 2;

    /** Instead of those of the test before. */
    void createAnew() throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            Set<String> old = new HashSet<>(admin.listTopics().names().get());
            old.retainAll(Set.of(Topic.EVENTS.topicName(), Topic.SETTLEMENTS.topicName()));
            admin.deleteTopics(old).all().get();
        }
        broker.create(
                List.of(Topic.EVENTS.create(PARTITIONS, (short) 1), Topic.SETTLEMENTS.create(PARTITIONS, (short) 1)));
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

    void append(Settlement settlement) throws InterruptedException, ExecutionException {
        appendAll(List.of(settlement));
    }

    void append(Topic topic, String taskId, byte @Nullable [] value) throws InterruptedException, ExecutionException {
        RecordMetadata unused = broker.send(record(topic, taskId, value));
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, String taskId, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.topicName(), taskId.getBytes(UTF_8), value);
    }
}
