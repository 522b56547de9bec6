package io.taskledger.decider;

import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.Commands.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The request that ends a transaction is on its way for longer than anybody waits: nobody knows whether it has ended. */
final class HeldCommitIT {

    private static final String NO_PATIENCE = "--spring.kafka.streams.properties[producer.max.block.ms]=1000";

    /** The broker ends a transaction by itself after so long. */
    private static final String SHORT_TRANSACTIONS =
            "--spring.kafka.streams.properties[producer.transaction.timeout.ms]=3000";

    /** A thread that waits for the end of its transaction cannot leave; by default the group waits for it for five minutes. */
    private static final String OUT_OF_THE_GROUP = "--spring.kafka.streams.properties[max.poll.interval.ms]=5000";

    private static final Pattern FAILED_THREAD = Pattern.compile("kafka_stream_failed_stream_threads\\S* [1-9]");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final RequestGate COMMITS = new RequestGate(ApiKeys.END_TXN, HeldCommitIT::brokerPort);

    @RegisterExtension
    static final BrokerExtension BROKER =
            new BrokerExtension(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + COMMITS.port()));

    @TempDir
    Path stateDir;

    private final Upstream upstream = new Upstream(BROKER);
    private Installation installation;

    private static int brokerPort() {
        String servers = BROKER.bootstrapServers();
        return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
    }

    @BeforeEach
    void given_fresh_topics(TestInfo test) throws Exception {
        installation =
                Installation.fresh(BROKER, test.getTestMethod().orElseThrow().getName(), stateDir);
    }

    @AfterEach
    void open() {
        COMMITS.open();
    }

    @AfterAll
    static void close() throws IOException {
        COMMITS.close();
    }

    /** It arrives when the broker has ended the transaction itself, and another thread has begun to decide the same. */
    @Test
    void what_it_decided_is_decided_once_though_it_arrives_late() throws Exception {
        try (RunningDecider decider = installation.start(NO_PATIENCE, SHORT_TRANSACTIONS)) {
            decider.awaitReady();
            upstream.ask(publish("t-1", "c-1"));
            COMMITS.shut();
            upstream.send(accept("t-1", "c-2"));
            await().atMost(PATIENCE)
                    .until(() -> FAILED_THREAD.matcher(decider.metrics()).find());
            COMMITS.open();
            upstream.send(start("t-1", "c-3"));
            List<CommandResult> results = upstream.awaitResults("t-1", 3);
            assertThat(results).extracting(CommandResult::replayed).containsOnly(false);
            assertThat(upstream.ask(start("t-1", "c-3")).replayed()).isTrue();
            assertThat(upstream.events("t-1"))
                    .extracting(EventEnvelope::version)
                    .containsExactly(1L, 2L, 3L);
            decider.awaitReadiness(200);
        }
    }

    @Test
    void where_that_does_not_pass_it_stops_and_says_so() throws Exception {
        try (RunningDecider decider = installation.start(
                NO_PATIENCE, SHORT_TRANSACTIONS, OUT_OF_THE_GROUP, "--taskledger.longest-trouble=5s")) {
            decider.awaitReady();
            COMMITS.shut();
            upstream.send(publish("t-1", "c-1"));
            String readiness = await().atMost(PATIENCE)
                    .until(() -> decider.readiness().body(), body -> body.contains("\"stopped\""));
            assertThat(readiness).contains("Kafka has been failing us for more than PT5S: ");
            COMMITS.open();
        }
        try (RunningDecider again = installation.start()) {
            again.awaitReady();
            assertThat(upstream.awaitResults("t-1", 1)).hasSize(1);
        }
    }
}
