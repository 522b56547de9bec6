package io.taskledger.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.broker.KafkaBroker;
import io.taskledger.contract.topics.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What it does when it finds the world not as it must be. */
final class DeciderStartIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path directory;

    @Test
    void a_missing_topic_and_a_wrong_setting_are_refused_by_name() throws Exception {
        Installation installation = Installation.fresh(BROKER, "refusing", directory);
        NewTopic forgetful = Topic.EVENTS.create(Installation.PARTITIONS, (short) 1);
        Map<String, String> settings = new HashMap<>(forgetful.configs());
        settings.put("retention.ms", "604800000");
        try (Admin admin = BROKER.admin()) {
            admin.deleteTopics(List.of(Topic.RESULTS.topicName(), Topic.EVENTS.topicName()))
                    .all()
                    .get();
        }
        BROKER.create(List.of(forgetful.configs(settings)));
        try (RunningDecider decider = installation.start()) {
            assertThat(decider.awaitStopped())
                    .contains("Topic task.results does not exist.")
                    .contains("Topic task.events has retention.ms=604800000, but must have -1.");
            assertThat(decider.readiness().statusCode()).isEqualTo(503);
            assertThat(decider.liveness().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_broker_that_is_not_there_yet_is_waited_for() throws Exception {
        Path data = directory.resolve("data");
        int port;
        try (KafkaBroker broker = KafkaBroker.start(data, 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            port = broker.port();
            List<NewTopic> topics = Stream.of(Topic.values())
                    .map(topic -> topic.create(Installation.PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        Path state = directory.resolve("state");
        RunningDecider decider = RunningDecider.start("127.0.0.1:" + port, "waiting", state);
        assertThat(decider.liveness().statusCode()).isEqualTo(200);
        assertThat(decider.readiness().statusCode()).isEqualTo(503);
        assertThat(decider.readiness().body()).contains("\"state\":\"STARTING\"");
        assertThat(decider.metrics())
                .as("what is free on the disk of its state")
                .containsPattern("disk_free_bytes\\{path=\"" + state + "\"} [1-9]");
        try (KafkaBroker late = KafkaBroker.start(data, port, Map.of());
                decider) {
            assertThat(late.port()).isEqualTo(port);
            decider.awaitReadiness(200);
            await("copies are looked at, though there are none")
                    .until(() -> decider.metrics().contains("taskledger_standby_lag_records 0.0"));
        }
    }
}
