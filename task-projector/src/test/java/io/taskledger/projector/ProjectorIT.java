package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.cancelled;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static io.taskledger.projector.view.Story.settlement;
import static io.taskledger.projector.view.Story.uploaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Side;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.projector.view.Story;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the view shows, asked over HTTP, with a real broker and a real PostgreSQL behind it. Every test has its own task. */
final class ProjectorIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        LOGS.createAnew();
        postgres = FreePostgres.start();
        projector = startAgain();
    }

    private static RunningProjector startAgain() {
        return RunningProjector.start(BROKER, postgres.getJdbcUrl("postgres", "postgres"))
                .awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        projector.close();
        postgres.close();
    }

    @Test
    void pending_cancellation_is_shown_field_by_field() throws Exception {
        LOGS.append(
                Story.of("pending", published(), accepted(), uploaded(1), requested(Side.CLIENT, "campaign moved")));
        assertThat(projector.awaitVersion("pending", 4)).isEqualTo(tree("""
                {"taskId": "pending", "version": 4, "status": "DELIVERED", "kind": "ORDER",
                 "clientId": "client-7", "creatorId": "creator-9", "payeeId": "creator-9", "campaignId": "spring",
                 "amountMinor": 10001, "currency": "CNY", "policy": {"id": "xingtu-2022-01", "version": 1}, "uploads": 1,
                 "pendingCancellation": {
                   "requestedBy": "CLIENT", "reasonCode": "CHANGE_OF_PLAN", "reason": "campaign moved",
                   "quote": {"amountMinor": 10001, "currency": "CNY", "rateBp": 5000, "toCreatorMinor": 5001,
                     "toClientMinor": 5000, "rule": "R10", "policy": {"id": "xingtu-2022-01", "version": 1}},
                   "requestedAt": "2026-11-22T10:03:00.000Z", "confirmBy": "2026-11-25T10:00:00.000Z",
                   "escalated": false},
                 "allowedCommands": {"CLIENT": ["WithdrawCancellation"],
                   "CREATOR": ["ConfirmCancellation", "RequestCancellation", "RefuseCancellation"], "MCN": [],
                   "OPERATOR": ["ResolveCancellation"], "TIMER": ["ExpireCancellation", "RemindCancellation"]},
                 "updatedAt": "2026-11-22T10:03:00.000Z"}
                """));
    }

    @Test
    void settled_task_is_shown_field_by_field() throws Exception {
        LOGS.append(
                Story.of("settled", published(), accepted(), uploaded(1), requested(Side.CLIENT, null), cancelled()));
        LOGS.append(settlement("settled"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> projector.json("/tasks/settled").has("settlement"));
        assertThat(projector.awaitVersion("settled", 5))
                .isEqualTo(tree("""
                {"taskId": "settled", "version": 5, "status": "CANCELLED", "kind": "ORDER",
                 "clientId": "client-7", "creatorId": "creator-9", "payeeId": "creator-9", "campaignId": "spring",
                 "amountMinor": 10001, "currency": "CNY", "policy": {"id": "xingtu-2022-01", "version": 1}, "uploads": 1,
                 "settlement": {"settlementId": "%s", "type": "taskledger.CompensationDue.v1", "rule": "R10",
                   "toCreatorMinor": 5001, "toClientMinor": 5000, "businessDate": "2026-11-22"},
                 "allowedCommands": {"CLIENT": [], "CREATOR": [], "MCN": [], "OPERATOR": [], "TIMER": []},
                 "updatedAt": "2026-11-22T10:04:00.000Z"}
                """.formatted(NamedIds.settlement(new TaskId("settled")))));
    }

    @Test
    void published_task_shows_until_when_it_can_be_accepted() throws Exception {
        LOGS.append(Story.of("offer", published()));
        JsonNode offer = projector.awaitVersion("offer", 1);
        assertThat(offer.path("acceptBy").asString()).isEqualTo("2026-11-23T10:00:00.000Z");
        assertThat(offer.has("payeeId")).isFalse();
        assertThat(offer.path("allowedCommands").path("CREATOR")).isEqualTo(tree("[\"AcceptTask\", \"DeclineTask\"]"));
    }

    @Test
    void events_are_the_records_in_order_as_they_are() throws Exception {
        List<EventEnvelope> events = Story.of("history", published(), accepted(), uploaded(1));
        LOGS.append(events);
        projector.awaitVersion("history", 3);
        HttpResponse<String> answer = projector.get("/tasks/history/events");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo(events.stream()
                        .map(event -> new String(EventWire.write(event), UTF_8))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void unknown_task_and_impossible_id_are_problems() {
        assertProblem("/tasks/nobody", 404, "There is no task nobody in the view.");
        assertProblem("/tasks/nobody/events", 404, "There is no task nobody in the view.");
        assertProblem("/tasks/a%20b", 400, "taskId must be 1–64 of A-Za-z0-9._:-.");
        assertProblem("/tasks/" + "x".repeat(65) + "/events", 400, "taskId must be 1–64 of A-Za-z0-9._:-.");
    }

    private static void assertProblem(String path, int status, String detail) {
        HttpResponse<String> answer = projector.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = tree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).startsWith(detail);
    }

    @Test
    void reason_with_a_zero_character_and_emoji_is_shown() throws Exception {
        String reason = "档期\u0000冲突 😀🧑‍🚀 \"\\\n";
        LOGS.append(Story.of("odd", published(), accepted(), requested(Side.CREATOR, reason)));
        JsonNode view = projector.awaitVersion("odd", 3);
        assertThat(view.path("pendingCancellation").path("reason").asString()).isEqualTo(reason);
        assertThat(projector
                        .json("/tasks/odd/events")
                        .path(2)
                        .path("data")
                        .path("reason")
                        .asString())
                .isEqualTo(reason);
    }

    @Test
    void aborted_records_are_not_shown() throws Exception {
        LOGS.append(Story.of("aborted", published()));
        LOGS.appendAndAbort(List.of(envelope("aborted", 2, accepted())));
        LOGS.append(List.of(envelope("aborted", 2, requested(Side.CLIENT, null))));
        assertThat(projector.awaitVersion("aborted", 2).path("status").asString())
                .isEqualTo("PUBLISHED");
        assertThat(projector.json("/tasks/aborted/events")).hasSize(2);
    }

    @Test
    void stopped_in_between_it_goes_on_where_it_was() throws Exception {
        LOGS.append(Story.of("between", published(), accepted()));
        projector.awaitVersion("between", 2);
        projector.close();
        LOGS.append(List.of(envelope("between", 3, uploaded(1)), envelope("between", 4, uploaded(2))));
        projector = startAgain();
        assertThat(projector.awaitVersion("between", 4).path("uploads").asInt()).isEqualTo(2);
        assertThat(projector.json("/tasks/between/events")).hasSize(4);
    }

    @Test
    void offsets_reset_to_the_beginning_change_nothing() throws Exception {
        LOGS.append(Story.of("rewound", published(), accepted()));
        JsonNode before = projector.awaitVersion("rewound", 2);
        projector.close();
        try (Admin admin = BROKER.admin()) {
            var offsets = admin.listConsumerGroupOffsets("taskledger-projector")
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(offsets).isNotEmpty();
            admin.alterConsumerGroupOffsets(
                            "taskledger-projector",
                            offsets.keySet().stream()
                                    .collect(Collectors.toMap(source -> source, source -> new OffsetAndMetadata(0))))
                    .all()
                    .get();
        }
        projector = startAgain();
        LOGS.append(Story.of("rewound-after", published()));
        projector.awaitVersion("rewound-after", 1);
        assertThat(projector.json("/tasks/rewound")).isEqualTo(before);
    }

    @Test
    void records_applied_twice_change_nothing() throws Exception {
        LOGS.append(Story.of("twice", published(), accepted(), uploaded(1), requested(Side.CLIENT, null), cancelled()));
        LOGS.append(settlement("twice"));
        JsonNode before = projector.awaitVersion("twice", 5);
        ViewWriter writer = projector.context().getBean(ViewWriter.class);
        View view = projector.context().getBean(Views.class).serving();
        List<ConsumerRecord<byte[], byte[]>> all = BROKER.read(Topic.EVENTS.topicName());
        all.addAll(BROKER.read(Topic.SETTLEMENTS.topicName()));
        writer.apply(view, all);
        writer.apply(view, all);
        JsonNode after = projector.json("/tasks/twice");
        assertThat(after.path("version")).isEqualTo(before.path("version"));
        assertThat(after.has("settlement")).isTrue();
        assertThat(projector.json("/tasks/twice/events")).hasSize(5);
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
