package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.projector.view.CreatorLives;
import io.taskledger.projector.view.Lives;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What brands see of creators after a random history is what the topics say, counted a second time; with two instances, so that
 * tasks of one creator are written at once.
 */
final class CreatorRecordIT {

    private static final long SEED = 20_261_125;
    private static final int CREATORS = 12;
    private static final int TASKS = 600;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    /** Where each creator ends. */
    private static final Map<String, CreatorEventEnvelope> LAST = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector another;

    @SuppressWarnings("NullAway.Init")
    private static RecordCount count;

    @BeforeAll
    static void history() throws IOException, InterruptedException, ExecutionException {
        LOGS.createAnew();
        postgres = FreePostgres.start();
        projector = start();
        another = start();
        Random random = new Random(SEED);
        List<CreatorEventEnvelope> creators = new ArrayList<>();
        CreatorLives creatorLives = new CreatorLives(random, "");
        for (int i = 0; i < CREATORS; i++) {
            List<CreatorEventEnvelope> life = creatorLives.of("creator-" + i);
            creators.addAll(life);
            LAST.put("creator-" + i, life.getLast());
        }
        // Some tasks before any creator is known, some between two events of a creator, some after all.
        tasks(random, 0, TASKS / 3);
        LOGS.appendCreators(creators.subList(0, creators.size() / 2));
        tasks(random, TASKS / 3, TASKS / 3 * 2);
        LOGS.appendCreators(creators.subList(creators.size() / 2, creators.size()));
        tasks(random, TASKS / 3 * 2, TASKS);
        count = new RecordCount(BROKER);
    }

    private static RunningProjector start() {
        return RunningProjector.start(
                        BROKER,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "--spring.kafka.consumer.max-poll-records=50")
                .awaitReady();
    }

    /** Of one more creator than is known. */
    private static void tasks(Random random, int from, int to) throws InterruptedException, ExecutionException {
        Lives lives = new Lives(random, "", CREATORS + 1);
        List<EventEnvelope> events = new ArrayList<>();
        List<Settlement> settlements = new ArrayList<>();
        for (int i = from; i < to; i++) {
            List<EventEnvelope> life = lives.of("task-" + i);
            events.addAll(life);
            if (life.getLast().type().isTerminal()) {
                settlements.add(Lives.settlement(life.getLast()));
            }
        }
        LOGS.append(events);
        LOGS.appendAll(settlements);
    }

    @AfterAll
    static void stop() throws IOException {
        another.close();
        projector.close();
        postgres.close();
    }

    @Test
    void every_creators_record_is_what_the_topics_say() {
        awaitAsTheTopicsSay();
        assertThat(projector.get("/creators/creator-" + CREATORS).statusCode())
                .as("has tasks, but was never heard of")
                .isEqualTo(404);
    }

    @Test
    void history_has_something_of_everything() {
        for (String figure : List.of(
                "accepted",
                "completed",
                "cancelledByCreator",
                "cancelledByClient",
                "cancelledOtherwise",
                "declinedInvitations",
                "expiredInvitations",
                "medianSecondsToFirstUpload",
                "income")) {
            for (String kind : List.of("ORDER", "CROWD")) {
                assertThat(LAST.keySet().stream()
                                .map(id -> count.of(id, kind).path(figure))
                                .anyMatch(one -> one.asLong(0) > 0 || !one.isEmpty()))
                        .as(kind + " " + figure)
                        .isTrue();
            }
        }
    }

    private static void awaitAsTheTopicsSay() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> LAST.forEach((id, last) -> {
                    JsonNode shown = projector.json("/creators/" + id);
                    assertThat(shown.path("version").asLong()).isEqualTo(last.version());
                    assertThat(shown.path("orders")).as(id).isEqualTo(count.of(id, "ORDER"));
                    assertThat(shown.path("crowd")).as(id).isEqualTo(count.of(id, "CROWD"));
                }));
    }

    @Test
    void records_that_come_again_in_any_order_change_nothing() {
        awaitAsTheTopicsSay();
        JsonNode before = projector.json("/creators");
        List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>();
        for (Topic topic : ViewWriter.SOURCES) {
            again.addAll(BROKER.read(topic.topicName()));
        }
        Collections.shuffle(again, new Random(SEED));
        View view = projector.context().getBean(Views.class).serving();
        projector.context().getBean(ViewWriter.class).apply(view, again);
        assertThat(projector.json("/creators")).isEqualTo(before);
    }

    @Test
    void rebuilt_view_is_the_same_and_a_falsified_record_is_found_by_name() throws SQLException {
        awaitAsTheTopicsSay();
        rebuild(false);
        awaitAsTheTopicsSay();
        String schema = projector.context().getBean(Views.class).serving().schema();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update " + schema
                    + ".creator set orders_median_seconds = 7 where creator_id in ('creator-3', 'creator-12')");
        }
        assertThatThrownBy(() -> rebuild(false))
                .hasMessageContaining("The views differ, in [creator creator-12, creator creator-3] and perhaps more");
        rebuild(true);
        awaitAsTheTopicsSay();
    }

    private static void rebuild(boolean acceptDifferences) {
        var context = projector.context();
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                context.getBean(KafkaProperties.class).buildConsumerProperties(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            new ViewRebuild(
                            context.getBean(Views.class),
                            context.getBean(ViewWriter.class),
                            new ViewComparison(context.getBean(JdbcClient.class)),
                            log)
                    .run(acceptDifferences);
        }
    }
}
