package io.taskledger.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BrokerIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void makes_topics_and_keeps_what_is_sent() throws Exception {
        create("kept", 3);
        BROKER.send(record("kept", "one"));
        assertThat(values("kept", IsolationLevel.READ_COMMITTED)).containsExactly("one");
        try (Admin admin = BROKER.admin()) {
            assertThat(admin.describeTopics(List.of("kept")).allTopicNames().get())
                    .hasEntrySatisfying(
                            "kept", kept -> assertThat(kept.partitions()).hasSize(3));
        }
    }

    @Test
    void makes_no_topic_that_nobody_asked_for() {
        try (Admin admin = BROKER.admin()) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nobodys"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void shows_what_was_committed_and_hides_what_was_aborted() throws Exception {
        create("transacted", 1);
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer("writer")) {
            producer.initTransactions();
            transact(producer, "committed");
            producer.commitTransaction();
            transact(producer, "aborted");
            producer.abortTransaction();
        }
        assertThat(values("transacted", IsolationLevel.READ_COMMITTED)).containsExactly("committed");
        assertThat(values("transacted", IsolationLevel.READ_UNCOMMITTED)).containsExactly("committed", "aborted");
    }

    @Test
    void keeps_its_data_and_its_address_when_it_is_restarted() throws Exception {
        create("lasting", 1);
        BROKER.send(record("lasting", "before"));
        String address = BROKER.bootstrapServers();
        BROKER.restart();
        assertThat(BROKER.bootstrapServers()).isEqualTo(address);
        BROKER.send(record("lasting", "after"));
        assertThat(values("lasting", IsolationLevel.READ_COMMITTED)).containsExactly("before", "after");
    }

    /** Many batches are under way when the first is answered: none may be refused, or it would come after the others. */
    @Test
    void makes_topics_that_take_many_batches_at_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            String topic = "hasty-" + round;
            create(topic, 12);
            try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(null)) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    sent.add(producer.send(record(topic, "x".repeat(1_000))));
                }
                for (Future<RecordMetadata> one : sent) {
                    one.get(10, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static void create(String topic, int partitions) throws Exception {
        BROKER.create(List.of(new NewTopic(topic, partitions, (short) 1)));
    }

    private static void transact(KafkaProducer<byte[], byte[]> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(record("transacted", value)).get();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        return new ProducerRecord<>(topic, value.getBytes(UTF_8));
    }

    private static List<String> values(String topic, IsolationLevel isolation) {
        return BROKER.read(topic, isolation).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
