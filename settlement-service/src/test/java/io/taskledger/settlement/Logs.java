package io.taskledger.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.settlement.policy.LastEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** The two logs that settlement stands between, and what an operator may do to them. */
record Logs(BrokerExtension broker) {

    static final int PARTITIONS = 2;

    /** Instead of those of the test before. */
    void createAnew() throws InterruptedException, ExecutionException {
        createAnew(Topic.EVENTS.create(PARTITIONS, (short) 1), Topic.SETTLEMENTS.create(PARTITIONS, (short) 1));
    }

    void createAnew(NewTopic... topics) throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            Set<String> old = new HashSet<>(admin.listTopics().names().get());
            old.retainAll(Set.of(Topic.EVENTS.topicName(), Topic.SETTLEMENTS.topicName()));
            admin.deleteTopics(old).all().get();
        }
        broker.create(List.of(topics));
    }

    void append(LastEvent... events) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            send(producer, events);
        }
    }

    void appendAndAbort(LastEvent... events) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer("aborting")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, events);
            producer.abortTransaction();
        }
    }

    /** And waits until all of them are there. */
    private static void send(KafkaProducer<byte[], byte[]> producer, LastEvent... events)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (LastEvent event : events) {
            byte[] key = event.taskId().getBytes(UTF_8);
            sent.add(producer.send(
                    new ProducerRecord<>(Topic.EVENTS.topicName(), key, EventWire.write(event.envelope()))));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    List<Settlement> settlements() {
        return broker.read(Topic.SETTLEMENTS.topicName()).stream()
                .map(record -> SettlementWire.read(record.value()))
                .toList();
    }

    List<String> settledTasks() {
        return settlements().stream()
                .map(settlement -> settlement.taskId().value())
                .toList();
    }

    /** As {@code kafka-consumer-groups --reset-offsets --to-earliest} does it. */
    void rewind(String group) throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetAndMetadata> beginnings = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topic.EVENTS.topicName(), partition))
                    .collect(Collectors.toMap(Function.identity(), partition -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, beginnings).all().get();
        }
    }

    void deleteChangelogs(String group) throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(group + "-settled-changelog")).all().get();
        }
    }
}
