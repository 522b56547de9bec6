package io.taskledger.decider;

import static io.taskledger.contract.CommandType.WITHDRAW_TASK;
import static io.taskledger.contract.EventType.TASK_ACCEPTED;
import static io.taskledger.contract.EventType.TASK_PUBLISHED;
import static io.taskledger.contract.RejectionCode.INVALID_COMMAND;
import static io.taskledger.contract.RejectionCode.WRONG_PARTITION;
import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.cancel;
import static io.taskledger.decider.Commands.key;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.TopologyBench.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Status;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.ResultWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TaskTopologyTest {

    private final TopologyBench bench = new TopologyBench(1);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_accepted_command_becomes_an_event_and_an_answer() {
        bench.send(publish("t-1", "c-1"), T0);
        TestRecord<byte[], byte[]> event = only(Topic.EVENTS);
        TestRecord<byte[], byte[]> answer = only(Topic.RESULTS);
        assertIsCloudEvent(event, "t-1", T0);
        assertIsCloudEvent(answer, "t-1", T0);
        CommandResult result = ResultWire.read(answer.value());
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.id()).isEqualTo(NamedIds.result("task.commands", 0, 0));
        assertThat(result.trace().correlationId()).isEqualTo("order-17");
        assertThat(bench.read(Topic.NOTIFICATIONS)).isEmpty();
        assertThat(bench.read(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_answered_with_the_state_of_the_task_that_its_key_names() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.results();
        bench.send(key("t-1"), "{\"id\":\"c-2\",".getBytes(UTF_8), T0);
        CommandResult answer = ResultWire.read(only(Topic.RESULTS).value());
        assertThat(answer.code()).isEqualTo(INVALID_COMMAND);
        assertThat(answer.version()).isEqualTo(1);
        assertThat(answer.status()).isEqualTo(Status.PUBLISHED);
        assertThat(answer.allowedCommands().get(Role.CLIENT)).containsExactly(WITHDRAW_TASK);
    }

    @Test
    void events_say_which_command_caused_them_and_where_it_stood() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0.plusSeconds(5));
        List<EventEnvelope> events = bench.events();
        assertThat(events).extracting(EventEnvelope::type).containsExactly(TASK_PUBLISHED, TASK_ACCEPTED);
        assertThat(events).extracting(EventEnvelope::causationId).containsExactly("c-1", "c-2");
        assertThat(events)
                .extracting(EventEnvelope::commandPosition)
                .containsExactly(TopologyBench.COMMANDS_ID + "/0/0", TopologyBench.COMMANDS_ID + "/0/1");
    }

    @Test
    void time_is_the_append_time_and_never_runs_back_within_a_task() {
        bench.send(publish("t-1", "c-1"), T0.plusSeconds(10));
        bench.send(accept("t-1", "c-2"), T0);
        bench.send(publish("t-2", "c-1"), T0);
        assertThat(bench.events())
                .extracting(EventEnvelope::time)
                .containsExactly(T0.plusSeconds(10), T0.plusSeconds(10), T0);
        assertThat(bench.read(Topic.RESULTS))
                .extracting(TestRecord::getRecordTime)
                .containsExactly(T0.plusSeconds(10), T0.plusSeconds(10), T0);
    }

    @Test
    void a_request_to_cancel_notifies_the_other_side() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        bench.send(cancel("t-1", "c-3"), T0.plusSeconds(1));
        TestRecord<byte[], byte[]> notification = only(Topic.NOTIFICATIONS);
        assertIsCloudEvent(notification, "t-1", T0.plusSeconds(1));
        assertThat(text(notification.value())).contains("CANCELLATION_REQUESTED", "creator-9");
    }

    @Test
    void a_repeat_gets_the_same_answer_and_nothing_is_done() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        bench.read(Topic.EVENTS);
        CommandResult first = bench.results().getFirst();
        bench.send(publish("t-1", "c-1"), T0.plusSeconds(9));
        CommandResult again = bench.results().getFirst();
        assertThat(again.replayed()).isTrue();
        assertThat(again.eventIds()).isEqualTo(first.eventIds());
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(bench.read(Topic.EVENTS)).isEmpty();
    }

    @Test
    void bytes_that_are_no_command_are_set_aside_untouched_with_why_and_from_where() {
        byte[] nonsense = "{\"id\":\"c-1\",".getBytes(UTF_8);
        bench.send(publish("t-1", "c-0"), T0);
        bench.results();
        bench.send(key("t-1"), nonsense, T0.plusMillis(7));
        TestRecord<byte[], byte[]> letter = only(Topic.DEAD_LETTERS);
        assertThat(letter.key()).isEqualTo(key("t-1"));
        assertThat(letter.value()).isEqualTo(nonsense);
        assertThat(letter.getRecordTime()).isEqualTo(T0.plusMillis(7));
        assertThat(header(letter, "taskledger-cause")).isEqualTo("NOT_JSON");
        assertThat(header(letter, "taskledger-message")).isNotEmpty();
        assertThat(header(letter, "taskledger-origin-topic")).isEqualTo("task.commands");
        assertThat(header(letter, "taskledger-origin-partition")).isEqualTo("0");
        assertThat(header(letter, "taskledger-origin-offset")).isEqualTo("1");
        assertThat(header(letter, "taskledger-origin-timestamp"))
                .isEqualTo(Long.toString(T0.plusMillis(7).toEpochMilli()));
        CommandResult answer = bench.results().getFirst();
        assertThat(answer.commandId()).isEqualTo("c-1");
        assertThat(answer.code()).isEqualTo(INVALID_COMMAND);
        assertThat(answer.message()).contains("task.commands-dlt");
    }

    @Test
    void a_record_without_key_or_value_is_set_aside_and_the_next_goes_through() {
        bench.send(null, "{}".getBytes(UTF_8), T0);
        bench.send(key("t-1"), null, T0);
        bench.send(publish("t-1", "c-1"), T0);
        assertThat(bench.read(Topic.DEAD_LETTERS))
                .extracting(letter -> header(letter, "taskledger-cause"))
                .containsExactly("NO_KEY", "TOMBSTONE");
        assertThat(bench.results()).extracting(CommandResult::outcome).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void a_record_on_another_partition_than_its_keys_is_refused_and_leaves_no_trace() {
        String stranger = IntStream.range(0, 100)
                .mapToObj(i -> "t-" + i)
                .filter(task -> KeyPartition.of(key(task), 2) == 1)
                .findFirst()
                .orElseThrow();
        try (TopologyBench first = new TopologyBench(2)) {
            first.send(publish(stranger, "c-1"), T0);
            first.send(publish(stranger, "c-1"), T0);
            assertThat(first.results()).hasSize(2).allSatisfy(result -> {
                assertThat(result.code()).isEqualTo(WRONG_PARTITION);
                assertThat(result.message()).contains("partitioner=murmur2_random");
                assertThat(result.version()).isZero();
                assertThat(result.replayed()).isFalse();
            });
            assertThat(first.read(Topic.EVENTS)).isEmpty();
        }
    }

    @Test
    void time_from_command_to_decision_is_counted_from_the_append() {
        bench.passes(Duration.ofMillis(120));
        bench.send(publish("t-1", "c-1"), T0);
        Timer took = bench.meters()
                .get("taskledger.command.to.event")
                .tag("replay", "true")
                .timer();
        assertThat(took.count()).isEqualTo(1);
        assertThat(took.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(120);
    }

    @Test
    void dead_letters_are_told_from_none_on_so_that_the_first_is_seen() {
        assertThat(bench.meters().get("taskledger.dead.letters").counters())
                .hasSize(CommandReading.Cause.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    private TestRecord<byte[], byte[]> only(Topic topic) {
        List<TestRecord<byte[], byte[]>> records = bench.read(topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static void assertIsCloudEvent(TestRecord<byte[], byte[]> record, String task, Instant time) {
        assertThat(record.key()).isEqualTo(key(task));
        assertThat(record.getRecordTime()).isEqualTo(time);
        assertThat(header(record, "content-type")).isEqualTo("application/cloudevents+json");
        assertThat(text(record.value())).contains("\"subject\":\"" + task + "\"");
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
