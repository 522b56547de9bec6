package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.creator.CreatorTopology;
import io.taskledger.creator.decision.Ladder;
import io.taskledger.decider.Creators;
import io.taskledger.decider.TaskTopology;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.StateStores;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.settlement.SettlementTopology;
import io.taskledger.watch.SpanReceiver;
import io.taskledger.watch.SpanReceiver.Received;
import io.taskledger.watch.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a traced command to its settlement, through the services' own topologies, and what arrives of it where spans are sent. */
final class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private static final String CLIENT = "\"actor\":{\"role\":\"CLIENT\",\"id\":\"client-7\"},\"channel\":\"API\"";
    private static final String CREATOR = "\"actor\":{\"role\":\"CREATOR\",\"id\":\"creator-9\"},\"channel\":\"API\"";
    private static final String PUBLISH = CLIENT + ",\"kind\":\"ORDER\",\"amountMinor\":10001,\"currency\":\"CNY\"";

    private final SpanReceiver receiver = new SpanReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_task_from_its_first_command_to_its_settlement_is_one_trace() {
        try (Spans spans = on()) {
            var unused = withdrawn(spans);
        }
        assertThat(receiver.received())
                .extracting(Received::name)
                .containsExactly("PublishTask", "WithdrawTask", "settle");
        assertThat(receiver.received()).extracting(Received::trace).containsOnly(TRACE);
        assertThat(receiver.received())
                .as("each under what the sender was doing, settlement under what ended the task")
                .extracting(Received::parent)
                .containsExactly(parent(1), parent(2), parent(2));
        assertThat(receiver.received().getFirst().attributes())
                .containsEntry("taskledger.task.id", "task-42")
                .containsEntry("taskledger.outcome", "ACCEPTED")
                .containsEntry("messaging.destination.name", "task.commands")
                .containsEntry("messaging.kafka.offset", "0")
                .doesNotContainKey("taskledger.code");
        assertThat(receiver.received().getLast().attributes())
                .containsEntry("taskledger.task.id", "task-42")
                .containsEntry("taskledger.settlement.type", "NOTHING_DUE")
                .containsEntry("taskledger.rule", "D02")
                .containsEntry("messaging.destination.name", "task.events")
                .containsEntry("messaging.kafka.offset", "1");
    }

    @Test
    void what_is_written_is_the_same_to_the_byte_whether_it_is_told_of_or_not() {
        Map<Topic, List<TestRecord<byte[], byte[]>>> told;
        try (Spans spans = on()) {
            told = withdrawn(spans);
        }
        assertThat(told.keySet()).contains(Topic.EVENTS, Topic.RESULTS, Topic.SETTLEMENTS);
        assertThat(text(told)).isEqualTo(text(withdrawn(Spans.OFF)));
        assertThat(text(told)).allMatch(record -> record.contains(TRACE));
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void refusals_say_why_also_of_what_cannot_be_decided() {
        try (Spans spans = on();
                Driven decider = decider(spans)) {
            decider.send("task-42", "c-1", "CompleteTask", "-01", CLIENT);
            decider.send("task-42", "c-2", "PublishTask", "-01", CLIENT);
        }
        assertThat(receiver.received())
                .extracting(Received::name, span -> span.attributes().get("taskledger.code"))
                .containsExactly(tuple("CompleteTask", "UNKNOWN_TASK"), tuple("PublishTask", "INVALID_COMMAND"));
    }

    @Test
    void repeat_says_that_it_is_one() {
        try (Spans spans = on();
                Driven decider = decider(spans)) {
            decider.send("task-42", "c-1", "PublishTask", "-01", PUBLISH);
            decider.send("task-42", "c-1", "PublishTask", "-01", PUBLISH);
        }
        assertThat(receiver.received())
                .extracting(span -> span.attributes().get("taskledger.replayed"))
                .containsExactly("false", "true");
    }

    @Test
    void what_is_not_sampled_or_no_traceparent_is_decided_and_not_told() {
        try (Spans spans = on();
                Driven decider = decider(spans)) {
            decider.send("task-42", "c-1", "PublishTask", "-00", PUBLISH);
            decider.send("task-43", "c-1", "PublishTask", "-nonsense", PUBLISH);
            assertThat(decider.read(Topic.EVENTS)).hasSize(2);
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void creators_are_told_of_alike() {
        try (Spans spans = on();
                Driven creators = new Driven(
                        new CreatorTopology(Ladder.DOUYIN_2022_01, timer(), new SimpleMeterRegistry()), spans)) {
            creators.send(
                    "creator-9",
                    "c-1",
                    "ApplyForOnboarding",
                    "-01",
                    CREATOR + ",\"kind\":\"CREATOR\",\"accountName\":\"nine\",\"followers\":12000");
        }
        Received span = receiver.received().getFirst();
        assertThat(span.name()).isEqualTo("ApplyForOnboarding");
        assertThat(span.trace()).isEqualTo(TRACE);
        assertThat(span.attributes())
                .containsEntry("taskledger.creator.id", "creator-9")
                .containsEntry("taskledger.outcome", "ACCEPTED")
                .containsEntry("messaging.destination.name", "creator.commands");
    }

    /** Published, and withdrawn at once: what the decider and settlement have written, by topic. */
    private static Map<Topic, List<TestRecord<byte[], byte[]>>> withdrawn(Spans spans) {
        Map<Topic, List<TestRecord<byte[], byte[]>>> written = new EnumMap<>(Topic.class);
        try (Driven decider = decider(spans);
                Driven settlement = new Driven(new SettlementTopology(new SimpleMeterRegistry()), spans)) {
            decider.send("task-42", "c-1", "PublishTask", "-01", PUBLISH);
            decider.send("task-42", "c-2", "WithdrawTask", "-01", CLIENT + ",\"reasonCode\":\"OTHER\"");
            for (Topic topic : Set.of(Topic.EVENTS, Topic.RESULTS)) {
                written.put(topic, decider.read(topic));
            }
            Objects.requireNonNull(written.get(Topic.EVENTS))
                    .forEach(event -> settlement.send(Topic.EVENTS, event.key(), event.value()));
            written.put(Topic.SETTLEMENTS, settlement.read(Topic.SETTLEMENTS));
        }
        return written;
    }

    private static List<String> text(Map<Topic, List<TestRecord<byte[], byte[]>>> records) {
        List<String> text = new ArrayList<>();
        records.forEach((topic, all) -> all.forEach(record -> text.add(topic + " " + new String(record.key(), UTF_8)
                + " " + record.timestamp() + " " + record.headers() + " " + new String(record.value(), UTF_8))));
        return text;
    }

    private Spans on() {
        return Spans.of("taskledger", Map.of("otel.exporter.otlp.endpoint", receiver.endpoint()));
    }

    private static Driven decider(Spans spans) {
        return new Driven(new TaskTopology(Policies.SHIPPED, Creators.OPEN, timer(), new SimpleMeterRegistry()), spans);
    }

    private static MockProducer<byte[], byte[]> timer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Of the sender's step of that number. */
    private static String parent(int step) {
        return "%016x".formatted(step);
    }

    /** A service's own topology, with one partition of each topic. */
    private static final class Driven implements AutoCloseable {

        private final LedgerService service;
        private final TopologyTestDriver driver;
        private int sent;

        Driven(LedgerService service, Spans spans) {
            this.service = service;
            Map<Topic, String> ids = new EnumMap<>(Topic.class);
            service.topics().forEach(topic -> ids.put(topic, "id-of-" + topic));
            Surroundings surroundings = new Surroundings(
                    new TopicCheck(1, ids),
                    partition -> new LogEnd(Optional.empty(), 0),
                    new StateStores(StateStores.Kind.MEMORY, (short) 1),
                    spans);
            Properties settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "traced");
            settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
            settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
            driver = new TopologyTestDriver(service.topology(new Topology(), surroundings), settings, T0);
        }

        /** A command of the sender's next step. */
        void send(String subject, String id, String type, String flags, String data) {
            String traceparent = "00-" + TRACE + "-" + parent(++sent) + flags;
            String command = """
                    {"specversion":"1.0","id":"%s","type":"taskledger.%s.v1","source":"/campaigns","subject":"%s",\
                    "traceparent":"%s","data":{%s}}""".formatted(id, type, subject, traceparent, data);
            send(service.input(), subject.getBytes(UTF_8), command.getBytes(UTF_8));
        }

        void send(Topic topic, byte[] key, byte[] value) {
            driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(key, value, T0);
        }

        List<TestRecord<byte[], byte[]>> read(Topic topic) {
            return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}
