package io.taskledger.settlement;

import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.settlement.policy.LastEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Brokers forget a producer that was silent for a week. Here it takes seconds. */
final class SettlementIdleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension(Map.of(
            "transactional.id.expiration.ms", "3000",
            "transaction.remove.expired.transaction.cleanup.interval.ms", "500",
            "producer.id.expiration.ms", "3000",
            "producer.id.expiration.check.interval.ms", "500"));

    private static final Logs LOGS = new Logs(BROKER);

    @TempDir
    private Path stateDir;

    /** The first thing after the silence is an event that settles nothing: only its offset is committed. */
    @Test
    void a_producer_that_the_brokers_have_forgotten_is_made_anew() throws Exception {
        LOGS.createAnew();
        LastEvent good = completed(quote(Rule.COMPLETED, 10_000, 10_000));
        try (var service = RunningSettlement.start(BROKER, "idle", stateDir).awaitUp();
                Admin admin = BROKER.admin()) {
            LOGS.append(good.of("task-1"));
            await().atMost(PATIENCE).until(() -> LOGS.settledTasks().contains("task-1"));
            await().atMost(PATIENCE)
                    .until(() -> admin.listTransactions().all().get().isEmpty());
            BROKER.send(new ProducerRecord<>(Topic.EVENTS.topicName(), "task-1".getBytes(UTF_8), started("task-1")));
            LOGS.append(good.of("task-2"));
            await().atMost(PATIENCE).until(() -> LOGS.settledTasks().contains("task-2"));
            assertThat(service.health().getDetails()).doesNotContainKey("stopped");
        }
        assertThat(LOGS.settledTasks()).containsExactlyInAnyOrder("task-1", "task-2");
    }

    private static byte[] started(String task) {
        Actor creator = new Actor(Role.CREATOR, "creator-9");
        return EventWire.write(new EventEnvelope(
                new TaskId(task),
                1,
                Instant.EPOCH,
                "c-1",
                Trace.NONE,
                0,
                null,
                creator,
                Channel.API,
                new ProductionStarted()));
    }
}
