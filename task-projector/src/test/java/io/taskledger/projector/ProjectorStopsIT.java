package io.taskledger.projector;

import static io.taskledger.projector.view.CreatorStory.applied;
import static io.taskledger.projector.view.CreatorStory.approved;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.settlement;
import static io.taskledger.projector.view.Story.uploaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.broker.FreePorts;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.topics.Topic;
import io.taskledger.projector.view.CreatorStory;
import io.taskledger.projector.view.Story;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A broken log stops the projection, and readiness says so; a database that is away is waited for. */
final class ProjectorStopsIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    @TempDir
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private RunningProjector projector;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = postgres(FreePorts.take());
    }

    /** Keeps what it holds when it is closed. */
    private static EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start(TestInfo test) throws SQLException, InterruptedException, ExecutionException {
        LOGS.createAnew();
        String database = "d" + test.getDisplayName().hashCode() % 1_000_000;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database \"" + database + "\"");
        }
        projector = RunningProjector.start(BROKER, postgres.getJdbcUrl("postgres", database))
                .awaitReady();
    }

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void gap_in_a_tasks_versions_stops_the_projection() throws Exception {
        LOGS.append(List.of(envelope("gap", 1, published()), envelope("gap", 3, uploaded(1))));
        assertStopped("version 3", "version 2 was due");
        assertThat(projector.get("/tasks/gap").statusCode()).isEqualTo(404);
    }

    @Test
    void gap_in_a_creators_versions_stops_the_projection() throws Exception {
        LOGS.appendCreators(
                List.of(CreatorStory.envelope("gap", 1, applied()), CreatorStory.envelope("gap", 3, approved())));
        assertStopped("Creator gap", "version 3", "version 2 was due");
        assertThat(projector.get("/creators/gap").statusCode()).isEqualTo(404);
    }

    @Test
    void bytes_that_are_no_event_stop_the_projection() throws Exception {
        LOGS.append(Topic.EVENTS, "odd", "{}".getBytes(UTF_8));
        assertStopped("the event cannot be read");
    }

    @Test
    void record_without_a_value_stops_the_projection() throws Exception {
        LOGS.append(Topic.EVENTS, "odd", null);
        assertStopped("null");
    }

    @Test
    void second_settlement_of_a_task_stops_the_projection() throws Exception {
        LOGS.append(settlement("twice"));
        LOGS.append(settlement("twice"));
        assertStopped("settlement_pkey", NamedIds.settlement(new TaskId("twice")));
    }

    @Test
    void database_that_is_away_is_waited_for() throws Exception {
        LOGS.append(Story.of("away", published()));
        projector.awaitVersion("away", 1);
        int port = postgres.getPort();
        postgres.close();
        LOGS.append(List.of(envelope("away", 2, accepted())));
        projector.awaitReadiness(503);
        HttpResponse<String> answer = projector.get("/tasks/away");
        assertThat(answer.statusCode())
                .as("answered within the limit, though not with the task")
                .isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.body()).contains("The view's database does not answer; try again.");
        assertThat(projector.probe("liveness").statusCode()).isEqualTo(200);
        postgres = postgres(port);
        projector.awaitReadiness(200);
        assertThat(projector.awaitVersion("away", 2).path("status").asString()).isEqualTo("ACCEPTED");
    }

    private void assertStopped(String... why) {
        projector.awaitReadiness(503);
        assertThat(projector.probe("readiness").body()).contains(why);
        assertThat(projector.probe("liveness").statusCode()).isEqualTo(200);
    }
}
