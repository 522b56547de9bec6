package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.KafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Kafka is away the view says so, goes on answering, and then goes on reading. */
final class BrokerAwayIT {

    @TempDir
    private static Path data;

    @Test
    void broker_that_is_away_shows_in_readiness_until_it_is_back() throws Exception {
        KafkaBroker broker = KafkaBroker.start(data, 0, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(ViewWriter.SOURCES.stream()
                            .map(topic -> topic.create(2, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (EmbeddedPostgres postgres = FreePostgres.start();
                RunningProjector projector = RunningProjector.start(
                        broker.bootstrapServers(), postgres.getJdbcUrl("postgres", "postgres"))) {
            projector.awaitReady();
            assertThat(projector.metrics()).contains("taskledger_projector_stopped 0.0");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !projector.probe("readiness").body().contains("\"lastHeartbeatSecondsAgo\":-1"));
            broker.close();
            projector.awaitReadiness(503);
            assertThat(projector.probe("readiness").body()).contains("lastHeartbeatSecondsAgo");
            assertThat(projector.get("/tasks").statusCode()).isEqualTo(200);
            broker = KafkaBroker.start(data, broker.port(), Map.of());
            projector.awaitReady();
        } finally {
            broker.close();
        }
    }
}
