package io.taskledger.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.topics.Topic;
import io.taskledger.watch.GroupLags.Lag;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** How far behind a group is, by a real broker's offsets. */
final class GroupLagsIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final TopicPartition FIRST = new TopicPartition(Topic.EVENTS.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.EVENTS.topicName(), 1);

    private Admin admin;
    private FirstUnread unread;

    @BeforeEach
    void one_topic_of_ours_and_not_all() throws InterruptedException, ExecutionException {
        admin = BROKER.admin();
        if (admin.listTopics().names().get().contains(FIRST.topic())) {
            admin.deleteTopics(List.of(FIRST.topic())).all().get();
        }
        BROKER.create(List.of(Topic.EVENTS.create(2, (short) 1)));
        unread = new FirstUnread(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
    }

    @AfterEach
    void close() {
        unread.close();
        admin.close();
    }

    @Test
    void records_that_were_not_done_are_counted_and_the_first_says_since_when() throws Exception {
        long appended = BROKER.send(record(0)).timestamp();
        BROKER.send(record(0));
        BROKER.send(record(0));
        commit(Map.of(FIRST, 1L, SECOND, 0L));
        List<Lag> lags = look(Instant.ofEpochMilli(appended).plusSeconds(60));
        assertThat(lags).extracting(Lag::partition).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(of(FIRST, lags).offsets()).isEqualTo(2);
        assertThat(of(FIRST, lags).behind()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(of(SECOND, lags)).isEqualTo(new Lag("group", SECOND, 0, Duration.ZERO));
    }

    @Test
    void partition_that_was_never_read_is_behind_from_its_beginning() throws Exception {
        BROKER.send(record(1));
        commit(Map.of(FIRST, 0L));
        assertThat(of(SECOND, look(Instant.now())).offsets()).isEqualTo(1);
    }

    @Test
    void markers_and_aborted_records_are_no_lag() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer("t-1")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(0)).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(record(0)).get();
            producer.abortTransaction();
        }
        commit(Map.of(FIRST, 1L));
        assertThat(LogEnds.of(admin).stable(FIRST)).isEqualTo(4);
        assertThat(of(FIRST, look(Instant.now()))).isEqualTo(new Lag("group", FIRST, 0, Duration.ZERO));
    }

    @Test
    void what_an_open_transaction_hides_is_no_lag_but_ages_until_it_ends() throws Exception {
        StableOffsets stable = new StableOffsets();
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer("t-2")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(0)).get();
            BROKER.send(record(0));
            commit(Map.of(FIRST, 0L));
            assertThat(of(FIRST, look(now)).offsets()).isZero();
            assertThat(stable.ages(LogEnds.of(admin), now)).containsEntry(FIRST, Duration.ZERO);
            assertThat(stable.ages(LogEnds.of(admin), now.plusSeconds(40)))
                    .containsEntry(FIRST, Duration.ofSeconds(40))
                    .containsEntry(SECOND, Duration.ZERO);
            producer.commitTransaction();
        }
        // The marker is written once the commit has been answered.
        await(() ->
                assertThat(stable.ages(LogEnds.of(admin), now.plusSeconds(50))).containsEntry(FIRST, Duration.ZERO));
        assertThat(of(FIRST, look(Instant.now())).offsets()).isEqualTo(3);
    }

    @Test
    void unknown_group_has_no_lag_and_disturbs_nobody() throws Exception {
        assertThat(new GroupLags(admin, List.of("nobody"), unread).look(LogEnds.of(admin), Instant.now()))
                .isEmpty();
    }

    @Test
    void where_the_first_record_cannot_be_read_the_offsets_are_shown_without_an_age() throws Exception {
        BROKER.send(record(0));
        commit(Map.of(FIRST, 0L));
        try (FirstUnread nowhere = new FirstUnread(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            List<Lag> lags = new GroupLags(admin, List.of("group"), nowhere).look(LogEnds.of(admin), Instant.now());
            assertThat(of(FIRST, lags)).isEqualTo(new Lag("group", FIRST, 1, null));
            assertThat(of(SECOND, lags)).isEqualTo(new Lag("group", SECOND, 0, null));
        }
    }

    @Test
    void many_lagging_partitions_are_looked_at_with_few_questions() throws Exception {
        int partitions = 24;
        BROKER.create(List.of(Topic.SETTLEMENTS.create(partitions, (short) 1)));
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(null)) {
            for (int partition = 0; partition < partitions; partition++) {
                String topic = Topic.SETTLEMENTS.topicName();
                beginnings.put(new TopicPartition(topic, partition), 0L);
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[500]))
                        .get();
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[500]))
                        .get();
            }
        }
        try (FirstUnread one =
                new FirstUnread(Map.of("bootstrap.servers", BROKER.bootstrapServers(), "client.id", "one"))) {
            assertThat(one.appended(beginnings, LogEnds.of(admin).stable())).hasSize(partitions);
            Object questions = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=one"),
                            "fetch-total");
            assertThat((double) questions).isLessThan(partitions / 2.0);
        }
    }

    @Test
    void while_the_broker_is_away_nothing_is_shown() throws Exception {
        BROKER.send(record(0));
        commit(Map.of(FIRST, 0L));
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(BROKER.bootstrapServers()));
        kafka.getProperties().put("default.api.timeout.ms", "1000");
        kafka.getProperties().put("request.timeout.ms", "500");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Watch watch = new Watch(new WatchSettings(List.of("group"), Duration.ofMillis(50)), kafka, meters);
        watch.start();
        try {
            await(() -> assertThat(meters.find("kafka.consumergroup.lag")
                            .tags("consumergroup", "group", "topic", "task.events", "partition", "0")
                            .gauges())
                    .singleElement()
                    .satisfies(gauge -> assertThat(gauge.value()).isEqualTo(1)));
            BROKER.restart(() -> await(() ->
                    assertThat(meters.find("kafka.consumergroup.lag").gauges()).isEmpty()));
            await(() ->
                    assertThat(meters.find("taskledger.group.behind").gauges()).hasSize(2));
        } finally {
            watch.stop();
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private List<Lag> look(Instant now) throws InterruptedException, ExecutionException {
        return new GroupLags(admin, List.of("group"), unread).look(LogEnds.of(admin), now);
    }

    private static Lag of(TopicPartition partition, List<Lag> lags) {
        return lags.stream()
                .filter(lag -> lag.partition().equals(partition))
                .findFirst()
                .orElseThrow();
    }

    /** Also forgets what the test before has committed. */
    private void commit(Map<TopicPartition, Long> next) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        admin.alterConsumerGroupOffsets("group", offsets).all().get();
    }

    private static ProducerRecord<byte[], byte[]> record(int partition) {
        return new ProducerRecord<>(
                FIRST.topic(), partition, "t-1".getBytes(UTF_8), "whatever it says".getBytes(UTF_8));
    }
}
