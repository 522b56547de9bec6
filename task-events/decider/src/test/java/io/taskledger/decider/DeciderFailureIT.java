package io.taskledger.decider;

import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.Commands.start;
import static io.taskledger.decider.Commands.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What comes to nothing leaves nothing behind: not in the topics, not in the state, not in memory. */
final class DeciderFailureIT {

    /** Long enough to do harm to a transaction that is open. */
    private static final String COMMIT_SELDOM = "--spring.kafka.streams.properties[commit.interval.ms]=3000";

    private static final String NO_PATIENCE = "--spring.kafka.streams.properties[producer.max.block.ms]=1000";

    private static final Pattern FAILED_THREAD = Pattern.compile("kafka_stream_failed_stream_threads\\S* [1-9]");

    private static final int PATIENCE_SECONDS = 60;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path stateDir;

    @TempDir
    Path otherStateDir;

    private final Upstream upstream = new Upstream(BROKER);
    private Installation installation;

    @BeforeEach
    void given_fresh_topics(TestInfo test) throws Exception {
        installation =
                Installation.fresh(BROKER, test.getTestMethod().orElseThrow().getName(), stateDir);
    }

    /** As when another instance took over while this one slept: it rejoins, and what it held in memory must be gone. */
    @Test
    void what_a_fenced_transaction_decided_is_not_seen_and_is_decided_again() throws Exception {
        try (RunningDecider decider = installation.start(COMMIT_SELDOM)) {
            decider.awaitReady();
            upstream.send(publish("t-1", "c-1"), accept("t-1", "c-2"));
            awaitWrittenUncommitted(2);
            assertThat(upstream.events("t-1")).isEmpty();
            fence();
            assertDecidedOnce("t-1", upstream.awaitResults("t-1", 2));
            assertThat(written(Topic.EVENTS)).as("decided twice, seen once").isGreaterThan(2);
        }
    }

    @Test
    void a_broker_that_restarts_amid_a_transaction_is_survived() throws Exception {
        try (RunningDecider decider = installation.start(COMMIT_SELDOM)) {
            decider.awaitReady();
            upstream.send(publish("t-1", "c-1"), accept("t-1", "c-2"));
            awaitWrittenUncommitted(2);
            BROKER.restart();
            upstream.send(start("t-1", "c-3"));
            assertDecidedOnce("t-1", upstream.awaitResults("t-1", 3));
            decider.awaitReady();
        }
    }

    @Test
    void a_broker_that_is_away_for_longer_than_a_producer_waits_is_waited_for() throws Exception {
        try (RunningDecider decider = installation.start(COMMIT_SELDOM, NO_PATIENCE)) {
            decider.awaitReady();
            upstream.send(publish("t-1", "c-1"), accept("t-1", "c-2"));
            awaitWrittenUncommitted(2);
            BROKER.restart(() -> await().atMost(PATIENCE_SECONDS, SECONDS)
                    .until(() -> FAILED_THREAD.matcher(decider.metrics()).find()));
            upstream.send(start("t-1", "c-3"));
            assertDecidedOnce("t-1", upstream.awaitResults("t-1", 3));
            decider.awaitReady();
        }
    }

    @Test
    void it_is_not_ready_while_no_broker_answers() throws Exception {
        try (RunningDecider decider = installation.start()) {
            decider.awaitReadiness(200);
            BROKER.restart(() -> assertThat(decider.awaitReadiness(503).body())
                    .contains("\"state\":\"RUNNING\"", "\"silentThreads\":2"));
            decider.awaitReadiness(200);
        }
    }

    @Test
    void an_answer_that_cannot_be_written_stops_it_and_takes_the_event_with_it() throws Exception {
        try (RunningDecider decider = installation.start()) {
            decider.awaitReady();
            set(Topic.RESULTS, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100");
            upstream.send(publish("t-1", "c-1"));
            decider.awaitStopped();
            assertThat(decider.readiness().statusCode()).isEqualTo(503);
            assertThat(decider.liveness().statusCode()).isEqualTo(200);
        }
        assertThat(upstream.events("t-1")).isEmpty();
        assertThat(written(Topic.EVENTS)).isEqualTo(1);
        set(Topic.RESULTS, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.RESULTS.maxRecordBytes()));
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertDecidedOnce("t-1", upstream.awaitResults("t-1", 1));
        }
    }

    @Test
    void a_second_instance_may_come_and_go() {
        List<String> tasks = List.of(taskOn(0), taskOn(1));
        try (RunningDecider first = installation.start()) {
            first.awaitReady();
            tasks.forEach(task -> upstream.ask(publish(task, "c-1"), accept(task, "c-2")));
            try (RunningDecider second = installation.startOn(otherStateDir)) {
                await("the second has a partition")
                        .atMost(PATIENCE_SECONDS, SECONDS)
                        .until(() -> second.metrics().contains("taskledger_deadlines_waiting{"));
                tasks.forEach(task -> upstream.ask(start(task, "c-3"), start(task, "c-3")));
                await("the second has decided")
                        .atMost(PATIENCE_SECONDS, SECONDS)
                        .until(() -> second.metrics().contains("taskledger_commands_total{"));
            }
            for (String task : tasks) {
                assertThat(upstream.ask(upload(task, "c-4", "a-1")).version()).isEqualTo(4);
                assertThat(upstream.ask(start(task, "c-3")).replayed()).isTrue();
                assertThat(upstream.events(task))
                        .extracting(EventEnvelope::version)
                        .containsExactly(1L, 2L, 3L, 4L);
            }
        }
    }

    private void assertDecidedOnce(String task, List<CommandResult> results) {
        assertThat(results).extracting(CommandResult::replayed).containsOnly(false);
        assertThat(results).extracting(CommandResult::id).doesNotHaveDuplicates();
        assertThat(upstream.events(task))
                .extracting(EventEnvelope::id)
                .isEqualTo(results.stream()
                        .flatMap(result -> result.eventIds().stream())
                        .toList());
    }

    private static void awaitWrittenUncommitted(int count) {
        await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> written(Topic.EVENTS) == count);
    }

    /** Committed or not. */
    private static int written(Topic topic) {
        return BROKER.read(topic.topicName(), IsolationLevel.READ_UNCOMMITTED).size();
    }

    private void fence() throws ExecutionException, InterruptedException {
        try (Admin admin = BROKER.admin()) {
            List<String> ours = admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(installation.name()))
                    .toList();
            admin.fenceProducers(ours).all().get();
        }
    }

    private static void set(Topic topic, String name, String value) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
        try (Admin admin = BROKER.admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    private static String taskOn(int partition) {
        String task = "t-0";
        for (int i = 0; KeyPartition.of(task.getBytes(UTF_8), Installation.PARTITIONS) != partition; i++) {
            task = "t-" + i;
        }
        return task;
    }
}
