package io.taskledger.contract.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.broker.BrokerExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LogTailIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private TopicPartition log;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void given_an_empty_log(TestInfo test) throws Exception {
        log = new TopicPartition(test.getTestMethod().orElseThrow().getName(), 0);
        BROKER.create(List.of(new NewTopic(log.topic(), 1, (short) 1)));
        producer = BROKER.producer(log.topic());
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void an_empty_log_has_no_last_record() {
        assertThat(last()).isEmpty();
    }

    @Test
    void the_marker_at_the_end_is_no_record() {
        commit("a", "b");
        assertThat(last()).contains("b");
    }

    @Test
    void what_was_aborted_is_passed_over_however_much_it_is() {
        commit("kept");
        for (int i = 0; i < 3; i++) {
            send(300);
            producer.abortTransaction();
        }
        assertThat(last()).contains("kept");
    }

    @Test
    void a_log_of_aborted_records_alone_has_no_last_record() {
        send(100);
        producer.abortTransaction();
        assertThat(last()).isEmpty();
    }

    @Test
    void what_is_not_committed_yet_is_not_waited_for() {
        commit("kept");
        send(2);
        assertThat(last()).contains("kept");
        producer.abortTransaction();
    }

    @Test
    void a_log_whose_records_were_deleted_has_no_last_record() throws Exception {
        commit("gone");
        try (Admin admin = BROKER.admin()) {
            admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        assertThat(last()).isEmpty();
    }

    private void commit(String... values) {
        producer.beginTransaction();
        for (String value : values) {
            var unused = producer.send(new ProducerRecord<>(log.topic(), value.getBytes(UTF_8)));
        }
        producer.commitTransaction();
    }

    /** Begins a transaction and leaves it open. */
    private void send(int records) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            var unused = producer.send(new ProducerRecord<>(log.topic(), new byte[1]));
        }
        producer.flush();
    }

    private Optional<String> last() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return LogTail.lastCommitted(consumer, log)
                    .map(ConsumerRecord::value)
                    .map(value -> new String(value, UTF_8));
        }
    }
}
