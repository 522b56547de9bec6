package io.taskledger.decider;

import static io.taskledger.contract.EventType.CANCELLATION_REQUESTED;
import static io.taskledger.contract.EventType.PRODUCTION_STARTED;
import static io.taskledger.contract.EventType.TASK_ACCEPTED;
import static io.taskledger.contract.EventType.TASK_CANCELLED;
import static io.taskledger.contract.EventType.TASK_PUBLISHED;
import static io.taskledger.contract.EventType.VIDEO_UPLOADED;
import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.cancel;
import static io.taskledger.decider.Commands.confirm;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.Commands.start;
import static io.taskledger.decider.Commands.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Actor;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.topics.Topic;
import io.taskledger.watch.SpanReceiver;
import io.taskledger.watch.SpanReceiver.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service as it ships on a real broker, when all goes well. */
final class DeciderIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    static Path stateDir;

    private static final SpanReceiver SPANS = new SpanReceiver();

    private static RunningDecider decider;

    private final Upstream upstream = new Upstream(BROKER);

    @BeforeAll
    static void start_it() throws ExecutionException, InterruptedException {
        decider = Installation.fresh(BROKER, "decider", stateDir)
                .start("--otel.exporter.otlp.endpoint=" + SPANS.endpoint(), "--otel.bsp.schedule.delay=100")
                .awaitReady();
    }

    @AfterAll
    static void stop_it() {
        decider.close();
        SPANS.close();
    }

    @Test
    void a_traced_command_is_told_of_in_its_senders_trace() throws ExecutionException, InterruptedException {
        String publish = """
                {"specversion":"1.0","id":"c-1","type":"taskledger.PublishTask.v1","source":"/campaigns","subject":"traced",\
                "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"actor":{"role":"CLIENT",\
                "id":"client-7"},"channel":"API","kind":"ORDER","amountMinor":10001,"currency":"CNY"}}""";
        upstream.send("traced", publish.getBytes(UTF_8));
        Received span = await().atMost(Duration.ofSeconds(30))
                .until(() -> SPANS.received(), received -> !received.isEmpty())
                .getFirst();
        assertThat(span.service()).isEqualTo("taskledger-decider");
        assertThat(span.name()).isEqualTo("PublishTask");
        assertThat(span.trace()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void a_task_lives_and_is_cancelled_for_half() {
        String task = "life";
        CommandResult last = upstream.ask(
                publish(task, "c-1"),
                accept(task, "c-2"),
                start(task, "c-3"),
                upload(task, "c-4", "a-1"),
                cancel(task, "c-5"),
                confirm(task, "c-6"));
        assertThat(last.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(last.status()).isEqualTo(Status.CANCELLED);
        assertThat(requireNonNull(last.quote()).toCreatorMinor()).isEqualTo(5_001);
        assertThat(types(upstream.events(task)))
                .containsExactly(
                        TASK_PUBLISHED,
                        TASK_ACCEPTED,
                        PRODUCTION_STARTED,
                        VIDEO_UPLOADED,
                        CANCELLATION_REQUESTED,
                        TASK_CANCELLED);
        assertThat(about(Topic.NOTIFICATIONS, task)).hasSize(3);
    }

    @Test
    void the_brokers_append_time_of_the_command_is_the_time_of_the_event() {
        String task = "time";
        upstream.ask(publish(task, "c-1"));
        ConsumerRecord<byte[], byte[]> command = about(Topic.COMMANDS, task).getFirst();
        assertThat(command.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(upstream.events(task).getFirst().time().toEpochMilli()).isEqualTo(command.timestamp());
    }

    @Test
    void a_command_sent_twice_is_answered_as_a_replay() {
        String task = "twice";
        upstream.ask(publish(task, "c-1"), publish(task, "c-1"));
        assertThat(upstream.results(task)).extracting(CommandResult::replayed).containsExactly(false, true);
        assertThat(types(upstream.events(task))).containsExactly(TASK_PUBLISHED);
    }

    @Test
    void what_an_aborted_transaction_put_into_the_input_is_never_decided() {
        String task = "aborted";
        try (KafkaProducer<byte[], byte[]> sender = BROKER.producer("sender")) {
            sender.initTransactions();
            sender.beginTransaction();
            var unused = sender.send(Upstream.record(publish(task, "c-never")));
            sender.flush();
            sender.abortTransaction();
        }
        upstream.ask(publish(task, "c-1"));
        assertThat(upstream.results(task)).extracting(CommandResult::commandId).containsExactly("c-1");
        assertThat(upstream.events(task)).extracting(EventEnvelope::causationId).containsExactly("c-1");
    }

    @Test
    void a_dead_letter_is_set_aside_once_and_the_next_command_goes_through() throws Exception {
        String task = "dead";
        byte[] nonsense = "{\"id\":\"c-1\", and no more".getBytes(UTF_8);
        upstream.send(task, nonsense);
        upstream.send(publish(task, "c-2"));
        assertThat(upstream.awaitResults(task, 2))
                .extracting(CommandResult::code)
                .containsExactly(RejectionCode.INVALID_COMMAND, null);
        assertThat(about(Topic.DEAD_LETTERS, task))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(nonsense));
        assertThat(decider.metrics()).contains("taskledger_dead_letters_total{cause=\"NOT_JSON\"} 1.0");
    }

    @Test
    void a_record_as_large_as_the_topic_takes_is_set_aside_whole() throws Exception {
        String task = "large";
        byte[] large = new byte[Topic.COMMANDS.maxRecordBytes() - 200];
        upstream.send(task, large);
        upstream.ask(publish(task, "c-1"));
        assertThat(about(Topic.DEAD_LETTERS, task))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(large));
    }

    @Test
    void the_timer_ends_an_offer_that_nobody_accepted() {
        String task = "expiring";
        upstream.ask(publish(task, "c-1", "demo-short"));
        List<EventEnvelope> events = upstream.awaitEvents(task, 2);
        EventEnvelope end = events.getLast();
        assertThat(end.actor()).isEqualTo(Actor.CLOCK);
        assertThat(((TaskCancelled) end.event()).cause()).isEqualTo(Cause.ACCEPTANCE_TIMEOUT);
        assertThat(Duration.between(events.getFirst().time(), end.time()))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
        assertThat(upstream.awaitResults(task, 2).getLast().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void it_is_alive_and_ready_while_it_runs() throws Exception {
        assertThat(decider.liveness().statusCode()).isEqualTo(200);
        assertThat(decider.awaitReadiness(200).body()).contains("\"silentThreads\":0");
    }

    private static List<ConsumerRecord<byte[], byte[]>> about(Topic topic, String task) {
        return BROKER.read(topic.topicName()).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(task))
                .toList();
    }

    private static List<EventType> types(List<EventEnvelope> events) {
        return events.stream().map(EventEnvelope::type).toList();
    }
}
