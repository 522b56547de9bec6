package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.cancelled;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static io.taskledger.projector.view.Story.settlement;
import static io.taskledger.projector.view.Story.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Side;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.Lives;
import io.taskledger.projector.view.Story;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One task: read your writes, its tag, as it was then, and its timeline. */
final class OneTaskIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static HttpResponse<String> get(String path, String... headers) {
        return SHARED.projector().get(path, headers);
    }

    private static JsonNode json(String path) {
        return SHARED.projector().json(path);
    }

    @Test
    void min_version_waits_until_the_view_has_it() throws Exception {
        CompletableFuture<HttpResponse<String>> asked =
                CompletableFuture.supplyAsync(() -> get("/tasks/wait-1?minVersion=2"));
        SHARED.logs().append(Story.of("wait-1", published(), accepted()));
        assertThat(asked.join().statusCode()).isEqualTo(200);
        assertThat(asked.join().body()).contains("\"version\":2");
    }

    @Test
    void min_version_that_does_not_come_is_a_conflict_that_says_what_there_is() throws Exception {
        SHARED.logs().append(Story.of("wait-2", published()));
        assertThat(get("/tasks/wait-2?minVersion=1").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = get("/tasks/wait-2?minVersion=2");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("version").asLong()).isEqualTo(1);
        assertThat(problem.path("detail").asString())
                .isEqualTo("The view has version 1 of task wait-2, not yet 2; ask again.");
        assertThat(JsonMapper.shared()
                        .readTree(get("/tasks/nobody?minVersion=1").body())
                        .path("version")
                        .asLong(-1))
                .isZero();
    }

    @Test
    void more_than_a_few_waiting_requests_are_refused_and_others_are_answered() throws Exception {
        SHARED.logs().append(Story.of("wait-3", published()));
        get("/tasks/wait-3?minVersion=1");
        List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(() -> SHARED.projector()
                        .http()
                        .sendAsync(
                                SHARED.projector()
                                        .request("/tasks/wait-3?minVersion=9")
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .limit(80)
                .toList();
        assertThat(get("/tasks/wait-3?minVersion=1").statusCode()).isEqualTo(200);
        List<Integer> statuses =
                asked.stream().map(one -> one.join().statusCode()).toList();
        assertThat(statuses).contains(409, 503).containsOnly(409, 503);
        HttpResponse<String> refused = asked.stream()
                .map(CompletableFuture::join)
                .filter(one -> one.statusCode() == 503)
                .findFirst()
                .orElseThrow();
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(refused.body()).contains("Too many requests wait");
    }

    @Test
    void tag_is_the_version_and_what_is_known_is_not_sent_again() throws Exception {
        SHARED.logs().append(Story.of("tag", published(), accepted()));
        HttpResponse<String> first = get("/tasks/tag?minVersion=2");
        assertThat(first.headers().firstValue("etag")).hasValue("\"2\"");
        HttpResponse<String> again = get("/tasks/tag", "If-None-Match", "\"2\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        SHARED.logs().append(List.of(envelope("tag", 3, uploaded(1))));
        HttpResponse<String> changed = get("/tasks/tag?minVersion=3", "If-None-Match", "\"2\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("etag")).hasValue("\"3\"");
    }

    @Test
    void ended_task_has_no_tag_until_its_settlement_is_there() throws Exception {
        SHARED.logs()
                .append(Story.of(
                        "late", published(), accepted(), uploaded(1), requested(Side.CLIENT, null), cancelled()));
        HttpResponse<String> before = get("/tasks/late?minVersion=5", "If-None-Match", "\"5\"");
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.headers().firstValue("etag")).isEmpty();
        SHARED.logs().append(settlement("late"));
        await().atMost(Duration.ofSeconds(20)).until(() -> json("/tasks/late").has("settlement"));
        assertThat(get("/tasks/late").headers().firstValue("etag")).hasValue("\"5\"");
        assertThat(get("/tasks/late", "If-None-Match", "\"5\"").statusCode()).isEqualTo(304);
    }

    @Test
    void task_as_it_was_is_what_the_view_showed_then() throws Exception {
        Random random = new Random(20_261_122);
        for (int life = 0; life < 6; life++) {
            String taskId = "then-" + life;
            List<EventEnvelope> events = new Lives(random, "then-").of(taskId);
            List<JsonNode> shown = new ArrayList<>();
            for (EventEnvelope event : events) {
                SHARED.logs().append(List.of(event));
                shown.add(json("/tasks/" + taskId + "?minVersion=" + event.version()));
            }
            for (EventEnvelope event : events) {
                assertThat(json("/tasks/" + taskId + "?version=" + event.version()))
                        .isEqualTo(shown.get((int) event.version() - 1));
                assertThat(json("/tasks/" + taskId + "?at=" + Timestamps.format(event.time())))
                        .isEqualTo(lastUntil(event.time(), events, shown));
            }
            Instant before = events.getFirst().time().minusMillis(1);
            assertThat(get("/tasks/" + taskId + "?at=" + before).statusCode()).isEqualTo(404);
            assertThat(get("/tasks/" + taskId + "?version=" + (events.size() + 1))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static JsonNode lastUntil(Instant time, List<EventEnvelope> events, List<JsonNode> shown) {
        long last = events.stream()
                .filter(event -> !event.time().isAfter(time))
                .mapToLong(EventEnvelope::version)
                .max()
                .orElseThrow();
        return shown.get((int) last - 1);
    }

    @Test
    void timeline_tells_what_happened_in_order() throws Exception {
        SHARED.logs()
                .append(Story.of(
                        "line", published(), accepted(), uploaded(1), requested(Side.CLIENT, "moved"), cancelled()));
        get("/tasks/line?minVersion=5");
        JsonNode timeline = json("/tasks/line/timeline");
        assertThat(timeline.valueStream().map(entry -> entry.path("version").asInt()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(timeline.valueStream().map(entry -> entry.path("status").asString("–")))
                .containsExactly("PUBLISHED", "ACCEPTED", "DELIVERED", "–", "CANCELLED");
        assertThat(timeline.valueStream().map(entry -> entry.path("commandId").asString()))
                .containsExactly("c-1", "c-2", "c-3", "c-4", "c-5");
        assertThat(timeline.path(3).path("changed").path("quote").path("rule").asString())
                .isEqualTo("R10");
    }
}
