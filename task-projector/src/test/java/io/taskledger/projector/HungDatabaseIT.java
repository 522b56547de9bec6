package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.projector.view.Story;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections to PostgreSQL that are open and say nothing are given up, with the settings that ship, and all goes on. */
final class HungDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** On all partitions, so that all readers have something to do. */
    private static final List<String> TASKS =
            IntStream.range(0, 20).mapToObj(i -> "task-" + i).toList();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static HangingProxy proxy;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    @BeforeAll
    static void start() throws Exception {
        LOGS.createAnew();
        postgres = FreePostgres.start();
        proxy = new HangingProxy(postgres.getPort());
        String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?user=postgres";
        projector = RunningProjector.start(BROKER, url).awaitReady();
        LOGS.append(TASKS.stream()
                .flatMap(task -> Story.of(task, published()).stream())
                .toList());
        TASKS.forEach(task -> projector.awaitVersion(task, 1));
    }

    @AfterAll
    static void stop() throws IOException {
        projector.close();
        proxy.close();
        postgres.close();
    }

    /** With the locks of its partition, which PostgreSQL keeps for it as long as it takes it for alive. */
    @Test
    void one_that_hangs_amid_a_batch_does_not_hold_up_the_readers_for_ever() throws Exception {
        proxy.hangAt("copy view_1");
        LOGS.append(TASKS.stream().map(task -> envelope(task, 2, accepted())).toList());
        await().atMost(PATIENCE).until(proxy::hasCaught);
        assertThat(projector.get("/tasks/" + TASKS.getFirst()).statusCode()).isEqualTo(200);
        TASKS.forEach(task -> projector.awaitVersion(task, 2));
        assertThat(projector.probe("readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void where_all_hang_queries_are_answered_in_time_and_then_as_before() {
        proxy.hangAll();
        long askedAt = System.nanoTime();
        int status = projector.get("/tasks/" + TASKS.getFirst()).statusCode();
        assertThat(status).isIn(200, 503);
        assertThat(Duration.ofNanos(System.nanoTime() - askedAt)).isLessThan(Duration.ofSeconds(10));
        await().atMost(PATIENCE)
                .until(() -> projector.get("/tasks/" + TASKS.getFirst()).statusCode() == 200);
    }
}
