package io.taskledger.decider;

import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.cancel;
import static io.taskledger.decider.Commands.complete;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.Commands.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.engine.deciding.PartitionStores;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is decided stays decided, whatever is lost between two runs. */
final class DeciderRestartIT {

    /** Commits, for whoever waits for each of many. */
    private static final String OFTEN = "--spring.kafka.streams.properties[commit.interval.ms]=10";

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path stateDir;

    private final Upstream upstream = new Upstream(BROKER);
    private Installation installation;

    @BeforeEach
    void given_fresh_topics(TestInfo test) throws Exception {
        installation =
                Installation.fresh(BROKER, test.getTestMethod().orElseThrow().getName(), stateDir);
    }

    @Test
    void a_graceful_stop_and_a_restart_keep_the_state() {
        givenAFirstRun();
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertGoesOn();
        }
    }

    @Test
    void a_reset_of_the_groups_offsets_decides_nothing_again() throws Exception {
        givenAFirstRun();
        long events = count(Topic.EVENTS);
        long results = count(Topic.RESULTS);
        installation.resetOffsets();
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertThat(upstream.ask(upload("in-work", "c-3", "a-1")).version()).isEqualTo(4);
            assertThat(upstream.ask(publish("new", "c-1")).version()).isEqualTo(1);
            assertThat(count(Topic.EVENTS)).isEqualTo(events + 3);
            assertThat(count(Topic.RESULTS)).isEqualTo(results + 2);
            assertThat(again.metrics()).contains("taskledger_commands_skipped_total 6.0");
        }
    }

    @Test
    void a_lost_disk_is_restored_from_the_changelog() throws Exception {
        givenAFirstRun();
        installation.loseLocalState();
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertGoesOn();
        }
    }

    @Test
    void lost_state_is_refused_and_rebuilt_from_the_log_when_told_so() throws Exception {
        givenAFirstRun();
        installation.loseLocalState();
        installation.loseChangelogs();
        try (RunningDecider refusing = installation.start()) {
            assertThat(refusing.awaitStopped()).contains("State was lost", "task.events-", "--rebuild");
            assertThat(refusing.readiness().statusCode()).isEqualTo(503);
            assertThat(refusing.liveness().statusCode()).isEqualTo(200);
        }
        long results = count(Topic.RESULTS);
        installation.resetOffsets();
        try (RunningDecider rebuilt = installation.start("--rebuild")) {
            rebuilt.awaitReady();
            assertGoesOn();
            assertThat(count(Topic.RESULTS)).isEqualTo(results + 3);
        }
    }

    /** Without its deadlines no task would ever expire, and nobody would notice. */
    @Test
    void one_lost_changelog_among_others_is_noticed() throws Exception {
        givenAFirstRun();
        installation.loseLocalState();
        installation.lose(installation.name() + "-" + PartitionStores.DEADLINES + "-changelog");
        try (RunningDecider refusing = installation.start()) {
            assertThat(refusing.awaitStopped()).contains("State was lost", PartitionStores.DEADLINES, "--rebuild");
        }
    }

    @Test
    void a_log_made_anew_is_noticed() throws Exception {
        givenAFirstRun();
        installation.lose(Topic.EVENTS.topicName());
        BROKER.create(List.of(Topic.EVENTS.create(Installation.PARTITIONS, (short) 1)));
        try (RunningDecider refusing = installation.start()) {
            assertThat(refusing.awaitStopped()).contains("made anew", "--rebuild");
        }
    }

    @Test
    void a_rebuild_spares_the_changelogs_of_another_installation() throws Exception {
        String other = installation.name() + "-blue-" + TaskForm.STORE + "-changelog";
        BROKER.create(List.of(new NewTopic(other, 1, (short) 1)));
        try (RunningDecider rebuilt = installation.start("--rebuild");
                Admin admin = BROKER.admin()) {
            rebuilt.awaitReady();
            assertThat(admin.listTopics().names().get()).contains(other);
            admin.deleteTopics(List.of(other)).all().get();
        }
    }

    @Test
    void a_rebuilt_state_is_the_fold_of_the_log() throws Exception {
        givenAFirstRun();
        try (RunningDecider rebuilt = installation.start("--rebuild")) {
            rebuilt.awaitReady();
            upstream.ask(cancel("in-work", "c-3"));
        }
        assertThat(installation.state()).hasSize(2).isEqualTo(installation.fold());
    }

    /**
     * A disk that stood still during a rebuild elsewhere says up to which offset it follows the changelogs: the old ones. In
     * those that are there now something else stands before that offset, and would be missed.
     */
    @Test
    void a_disk_that_knows_other_changelogs_is_forgotten(@TempDir Path otherDisk) throws Exception {
        givenAFirstRun();
        try (RunningDecider longer = installation.start(OFTEN)) {
            longer.awaitReady();
            refuse("in-work", 60);
        }
        try (RunningDecider rebuilt = installation.startOn(otherDisk, "--rebuild", OFTEN)) {
            rebuilt.awaitReady();
            upstream.ask(upload("in-work", "c-3", "a-1"));
            String neighbour = neighbourOf("in-work");
            upstream.ask(publish(neighbour, "c-1"));
            refuse(neighbour, 90);
            upstream.ask(accept(neighbour, "c-2"));
        }
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertIsRepeat(upload("in-work", "c-3", "a-1"), 4);
            assertThat(upstream.events("in-work")).hasSize(4);
        }
    }

    /** Nobody says of a disk that stands still which changelogs it follows: the next start on it restores it. */
    @Test
    void a_disk_is_not_vouched_for_by_a_run_in_memory() {
        givenAFirstRun();
        Path vouched = stateDir.resolve("a_disk_is_not_vouched_for_by_a_run_in_memory/changelogs.properties");
        assertThat(vouched).exists();
        try (RunningDecider inMemory = installation.start("--taskledger.store=memory")) {
            inMemory.awaitReady();
            await().untilAsserted(() -> assertThat(vouched).doesNotExist());
        }
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertGoesOn();
        }
    }

    /** One by one, so that each is a transaction in the changelog. */
    private void refuse(String task, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(upstream.ask(complete(task, "r-" + i)).outcome()).isEqualTo(Outcome.REJECTED);
        }
    }

    /** A task on the same partition. */
    private static String neighbourOf(String task) {
        int partition = KeyPartition.of(Commands.key(task), Installation.PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(i -> "neighbour-" + i)
                .filter(name -> KeyPartition.of(Commands.key(name), Installation.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** Where all that a partition of the log holds was aborted, there is nothing to fold, and nothing to wait for. */
    @Test
    void a_rebuild_ends_where_a_partition_holds_only_what_was_aborted() throws Exception {
        try (KafkaProducer<byte[], byte[]> aborting = BROKER.producer("aborting")) {
            aborting.initTransactions();
            aborting.beginTransaction();
            for (int partition = 0; partition < Installation.PARTITIONS; partition++) {
                var unused = aborting.send(
                        new ProducerRecord<>(Topic.EVENTS.topicName(), partition, new byte[1], new byte[1]));
            }
            aborting.flush();
            aborting.abortTransaction();
        }
        try (RunningDecider rebuilt = installation.start("--rebuild")) {
            rebuilt.awaitReady();
            assertThat(upstream.ask(publish("t-1", "c-1")).outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    /** Two tasks: one has ended, one is in work. */
    private void givenAFirstRun() {
        try (RunningDecider first = installation.start()) {
            first.awaitReady();
            upstream.ask(publish("ended", "c-1"), accept("ended", "c-2"), upload("ended", "c-3", "a-1"));
            upstream.ask(complete("ended", "c-4"));
            upstream.ask(publish("in-work", "c-1"), accept("in-work", "c-2"));
        }
    }

    /** Repeats are known, of the ended task and of the other; and the other goes on where it was. */
    private void assertGoesOn() {
        assertIsRepeat(complete("ended", "c-4"), 5);
        assertIsRepeat(publish("in-work", "c-1"), 1);
        assertThat(upstream.ask(upload("in-work", "c-3", "a-1")).version()).isEqualTo(4);
        assertThat(upstream.events("ended")).hasSize(5);
        assertThat(upstream.events("in-work")).hasSize(4);
    }

    private void assertIsRepeat(CommandEnvelope command, long version) {
        CommandResult repeat = upstream.ask(command);
        assertThat(repeat.replayed()).isTrue();
        assertThat(repeat.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(repeat.version()).isEqualTo(version);
    }

    private static long count(Topic topic) {
        return BROKER.read(topic.topicName()).size();
    }
}
