package io.taskledger.settlement;

import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Rule;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.settlement.policy.LastEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broken promise stops the service, and it says which. */
final class SettlementStopsIT {

    private static final short ONE = 1;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    @TempDir
    private Path stateDir;

    @Test
    void event_that_does_not_add_up_stops_it_and_nothing_behind_is_settled() throws Exception {
        LOGS.createAnew();
        LastEvent good = completed(quote(Rule.COMPLETED, 10_000, 10_001));
        LastEvent corrupt = completed(quote(Rule.COMPLETED, 9_999, 10_001));
        try (var service = start("corrupt").awaitUp()) {
            LOGS.append(good.of(task(0)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> LOGS.settledTasks().size() == 1);
            LOGS.append(corrupt.of(task(1)), good.of(task(2)));
            assertThat(service.awaitStopped()).contains(task(1), "cannot be settled", "earns all of its amount");
        }
        try (var service = start("corrupt")) {
            assertThat(service.awaitStopped())
                    .as("a restart does not step over it")
                    .contains(task(1));
        }
        assertThat(LOGS.settledTasks()).containsExactly(task(0));
    }

    @ParameterizedTest
    @CsvSource({
        "EVENTS, retention.ms, 604800000",
        "EVENTS, cleanup.policy, compact",
        "EVENTS, message.timestamp.type, CreateTime",
        "SETTLEMENTS, retention.bytes, 1073741824",
    })
    void wrong_topic_setting_refuses_the_start(Topic topic, String setting, String value) throws Exception {
        NewTopic wrong = topic.create(Logs.PARTITIONS, ONE);
        Map<String, String> settings = new HashMap<>(wrong.configs());
        settings.put(setting, value);
        Topic other = topic == Topic.EVENTS ? Topic.SETTLEMENTS : Topic.EVENTS;
        LOGS.createAnew(wrong.configs(settings), other.create(Logs.PARTITIONS, ONE));
        assertRefused("Topic " + topic.topicName() + " has " + setting + "=" + value + ", but must have");
    }

    @Test
    void missing_topic_refuses_the_start() throws Exception {
        LOGS.createAnew(Topic.EVENTS.create(Logs.PARTITIONS, ONE));
        assertRefused("Topic settlement.events does not exist.");
    }

    @Test
    void topics_of_different_partition_counts_refuse_the_start() throws Exception {
        LOGS.createAnew(Topic.EVENTS.create(2, ONE), Topic.SETTLEMENTS.create(3, ONE));
        assertRefused("All topics must have one number of partitions");
    }

    private void assertRefused(String why) {
        try (var service = start("refused")) {
            assertThat(service.awaitStopped()).startsWith("Refusing to start.").contains(why);
        }
    }

    private RunningSettlement start(String group) {
        return RunningSettlement.start(BROKER, group, stateDir);
    }

    /** All on one partition: what is behind a record is behind it in one order. */
    private static String task(int number) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "task-" + i)
                .filter(id -> KeyPartition.of(id.getBytes(UTF_8), Logs.PARTITIONS) == 0)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }
}
