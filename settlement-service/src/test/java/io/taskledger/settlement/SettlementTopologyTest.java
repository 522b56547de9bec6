package io.taskledger.settlement;

import static io.taskledger.settlement.policy.LastEvent.cancelled;
import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.contract.wire.CorruptRecord;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.engine.LostState;
import io.taskledger.engine.StateStores;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.settlement.policy.DoesNotAddUp;
import io.taskledger.settlement.policy.LastEvent;
import io.taskledger.settlement.policy.SettlementPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettlementTopologyTest {

    private static final LastEvent COMPLETED = completed(quote(Rule.COMPLETED, 10_000, 10_001));

    @TempDir
    private Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private @Nullable TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void ended_task_is_settled_once() {
        start(1, Optional.empty());
        send(COMPLETED);
        assertThat(settlements()).containsExactly(SettlementPolicy.settle(COMPLETED.envelope()));
        assertThat(meters.get("taskledger.settlement.creator.minor").counter().count())
                .isEqualTo(10_001);
    }

    @Test
    void time_from_event_to_settlement_is_told_apart_for_what_was_in_the_log_before() {
        start(1, Optional.empty());
        send(COMPLETED);
        send(COMPLETED.of("task-43"));
        assertThat(timed("true")).isEqualTo(2);
        close();
        start(1, Optional.empty(), 1);
        send(COMPLETED);
        send(COMPLETED.of("task-43"));
        assertThat(timed("true")).isEqualTo(3);
        assertThat(timed("false")).isEqualTo(1);
    }

    private long timed(String replay) {
        return meters.get("taskledger.event.to.settlement")
                .tag("replay", replay)
                .timer()
                .count();
    }

    @Test
    void settlement_has_the_tasks_key_the_decisions_time_and_says_that_it_is_a_cloud_event() {
        start(1, Optional.empty());
        send(COMPLETED);
        var record = output().readRecord();
        assertThat(record.key()).isEqualTo("task-42".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(COMPLETED.time().toEpochMilli());
        assertThat(record.headers().lastHeader("content-type").value())
                .isEqualTo("application/cloudevents+json".getBytes(UTF_8));
    }

    @Test
    void same_event_again_settles_nothing() {
        start(1, Optional.empty());
        send(COMPLETED);
        send(COMPLETED.of("task-43"));
        send(COMPLETED);
        send(COMPLETED);
        assertThat(settlements()).extracting(s -> s.taskId().value()).containsExactly("task-42", "task-43");
        assertThat(meters.get("taskledger.settlements.replayed").counter().count())
                .isEqualTo(2);
    }

    @Test
    void task_that_ends_twice_stops_the_service() {
        start(1, Optional.empty());
        send(COMPLETED);
        LastEvent second = cancelled(Cause.CLIENT, Basis.CONFIRMED, Stage.UPLOADED, 1, quote(Rule.R10, 5_000, 10_001))
                .version(6);
        assertThatThrownBy(() -> send(second))
                .rootCause()
                .hasMessageContainingAll("task-42", "version 5", "version 6", "contradicts itself");
        assertThat(settlements()).hasSize(1);
    }

    @Test
    void event_that_ends_nothing_settles_nothing() {
        start(1, Optional.empty());
        send(COMPLETED.with(new ProductionStarted()));
        assertThat(settlements()).isEmpty();
    }

    @Test
    void event_that_does_not_add_up_stops_the_service_and_settles_nothing() {
        start(1, Optional.empty());
        LastEvent wrong = completed(quote(Rule.COMPLETED, 9_999, 10_001));
        assertThatThrownBy(() -> send(wrong)).rootCause().isInstanceOf(DoesNotAddUp.class);
        assertThat(settlements()).isEmpty();
        send(COMPLETED);
        assertThat(settlements()).as("it left no trace in the state").hasSize(1);
    }

    @Test
    void bytes_that_are_no_event_stop_the_service() {
        start(1, Optional.empty());
        assertThatThrownBy(() -> send("task-42", "{\"type\":".getBytes(UTF_8)))
                .hasStackTraceContaining(CorruptRecord.class.getName());
        assertThatThrownBy(() -> send("task-42", "{\"type\":\"other\"}".getBytes(UTF_8)))
                .hasStackTraceContaining(CorruptRecord.class.getName());
        byte[] whole = EventWire.write(COMPLETED.envelope());
        byte[] cut =
                new String(whole, UTF_8).replace("\"payeeId\"", "\"payee\"").getBytes(UTF_8);
        assertThatThrownBy(() -> send("task-42", cut))
                .hasStackTraceContaining(CorruptRecord.class.getName())
                .hasStackTraceContaining("payeeId is missing");
        assertThat(settlements()).isEmpty();
    }

    @Test
    void event_under_another_tasks_key_stops_the_service() {
        start(1, Optional.empty());
        assertThatThrownBy(() -> send("task-43", EventWire.write(COMPLETED.envelope())))
                .rootCause()
                .hasMessageContainingAll(COMPLETED.envelope().id(), "task-42", "not where its key belongs");
        assertThat(settlements()).isEmpty();
    }

    @Test
    void event_on_another_partition_than_its_keys_stops_the_service() {
        start(2, Optional.empty());
        send(COMPLETED.of(taskOf(0, 2)));
        assertThatThrownBy(() -> send(COMPLETED.of(taskOf(1, 2)))).rootCause().hasMessageContaining("on partition 0");
        assertThat(settlements()).hasSize(1);
    }

    @Test
    void state_that_does_not_know_the_logs_last_settlement_refuses_to_start() {
        byte[] last = SettlementWire.write(SettlementPolicy.settle(COMPLETED.envelope()));
        assertThatThrownBy(() -> start(
                        1,
                        Optional.of(new ConsumerRecord<>("settlement.events", 0, 17, "task-42".getBytes(UTF_8), last))))
                .cause()
                .isInstanceOf(LostState.class)
                .hasMessageContainingAll("settlement.events-0@17", "--rebuild");
    }

    private static String taskOf(int partition, int partitions) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "task-" + i)
                .filter(id -> KeyPartition.of(id.getBytes(UTF_8), partitions) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** The driver has one partition of every topic, number 0, however many the topics are said to have. */
    private void start(int partitions, Optional<ConsumerRecord<byte[], byte[]>> tail) {
        start(partitions, tail, Long.MAX_VALUE);
    }

    private void start(int partitions, Optional<ConsumerRecord<byte[], byte[]>> tail, long inputEnd) {
        Surroundings surroundings = new Surroundings(
                new TopicCheck(partitions, Map.of(Topic.SETTLEMENTS, "topic-id")),
                partition -> new LogEnd(tail, inputEnd),
                new StateStores(StateStores.Kind.MEMORY, (short) 1));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "settlement");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        driver =
                new TopologyTestDriver(new SettlementTopology(meters).topology(new Topology(), surroundings), settings);
    }

    private void send(LastEvent last) {
        EventEnvelope event = last.envelope();
        send(event.taskId().value(), EventWire.write(event));
    }

    private void send(String key, byte[] value) {
        TestInputTopic<byte[], byte[]> events = Objects.requireNonNull(driver)
                .createInputTopic(Topic.EVENTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        events.pipeInput(key.getBytes(UTF_8), value);
    }

    private List<Settlement> settlements() {
        return output().readValuesToList().stream().map(SettlementWire::read).toList();
    }

    private TestOutputTopic<byte[], byte[]> output() {
        return Objects.requireNonNull(driver)
                .createOutputTopic(
                        Topic.SETTLEMENTS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
