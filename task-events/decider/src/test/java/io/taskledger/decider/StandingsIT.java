package io.taskledger.decider;

import static io.taskledger.decider.Commands.acceptAs;
import static io.taskledger.decider.Commands.publishToAll;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.StandingWire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the decider knows of creators, on a real broker. */
final class StandingsIT {

    private static final int PATIENCE_SECONDS = 60;

    private static final String REVIEWED = "--taskledger.creators=reviewed";

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path stateDir;

    private final Upstream upstream = new Upstream(BROKER);
    private Installation installation;
    private int attempts;

    @BeforeEach
    void given_fresh_topics(TestInfo test) throws Exception {
        installation =
                Installation.fresh(BROKER, test.getTestMethod().orElseThrow().getName(), stateDir);
    }

    @Test
    void what_is_published_while_it_runs_counts_and_what_was_aborted_never() throws Exception {
        String neighbour = neighbourOf("creator-9");
        try (RunningDecider decider = installation.start(REVIEWED)) {
            decider.awaitReady();
            upstream.ask(publishToAll("t-1", "c-1"));
            assertThat(answerTo("creator-9")).isEqualTo(RejectionCode.CREATOR_NOT_ONBOARDED);
            publish("creator-9", "aborting");
            publish(neighbour, null);
            await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> answerTo(neighbour) == null);
            upstream.ask(publishToAll("t-2", "c-1"));
            assertThat(upstream.ask(acceptAs("creator-9", "t-2", "c-2")).code())
                    .isEqualTo(RejectionCode.CREATOR_NOT_ONBOARDED);
        }
    }

    /** A copy on the disk says up to which offset it follows the topic: the one that is gone. */
    @Test
    void a_topic_made_anew_is_read_anew() throws Exception {
        for (int i = 0; i < 20; i++) {
            publish("creator-8", null);
        }
        try (RunningDecider first = installation.start(REVIEWED)) {
            first.awaitReady();
        }
        installation.lose(Topic.CREATOR_STANDING.topicName());
        BROKER.create(List.of(Topic.CREATOR_STANDING.create(Installation.PARTITIONS, (short) 1)));
        publish("creator-9", null);
        try (RunningDecider again = installation.start(REVIEWED)) {
            again.awaitReady();
            upstream.ask(publishToAll("t-1", "c-1"));
            assertThat(answerTo("creator-9")).isNull();
        }
    }

    /** Null where the order is the creator's. */
    private @Nullable RejectionCode answerTo(String creator) {
        return upstream.ask(acceptAs(creator, "t-1", "a-" + attempts++)).code();
    }

    /** In a transaction that is aborted, where its producer has a name. */
    private static void publish(String creator, @Nullable String aborting) throws Exception {
        CreatorStanding standing = new CreatorStanding(
                new CreatorId(creator), 2, CreatorStatus.ONBOARDED, CreatorKind.CREATOR, null, List.of());
        byte[] value = StandingWire.write(new StandingEnvelope(standing, Instant.EPOCH, "event", Trace.NONE));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.CREATOR_STANDING.topicName(), Commands.key(creator), value);
        if (aborting == null) {
            var unused = BROKER.send(record);
            return;
        }
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(aborting)) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(record);
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** A creator on the same partition: once it is known, so would be what came before it. */
    private static String neighbourOf(String creator) {
        int partition = KeyPartition.of(Commands.key(creator), Installation.PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(i -> "neighbour-" + i)
                .filter(name -> KeyPartition.of(Commands.key(name), Installation.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
