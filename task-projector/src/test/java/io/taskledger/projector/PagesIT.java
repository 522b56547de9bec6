package io.taskledger.projector;

import static io.taskledger.projector.view.Story.START;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.cancelled;
import static io.taskledger.projector.view.Story.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.TaskEvent;
import io.taskledger.projector.view.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Pages walked to the end while tasks come and change. */
final class PagesIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final int TASKS = 30;
    private static final int LIMIT = 7;

    /** How far each task is. */
    private final Map<String, Long> versions = new HashMap<>();

    private int happened;

    @Test
    void in_the_order_of_publication_nothing_comes_twice_and_nothing_is_missed() {
        List<String> before = publish("p-", TASKS);
        List<String> walked = ids("/tasks?campaignId=p-spring", () -> {
            append(List.of(
                    published("p-later-" + happened, START.plusSeconds(90_000)),
                    published("p-earlier-" + happened, START.minusSeconds(90_000))));
            happen(before.get(happened), accepted());
            happen(before.get(TASKS - happened), accepted());
        });
        assertThat(walked).doesNotHaveDuplicates();
        assertThat(walked.stream().filter(before::contains)).containsExactlyElementsOf(before.reversed());
        assertThat(happened).isGreaterThan(5);
    }

    @Test
    void in_the_order_of_ends_nothing_comes_twice_and_nothing_is_missed() {
        List<String> open = publish("e-", TASKS);
        List<String> ended = open.subList(0, TASKS / 2);
        ended.forEach(id -> happen(id, cancelled()));
        List<String> walked = ids("/tasks?campaignId=e-spring&endedFrom=2000-01-01T00:00:00Z", () -> {
            happen(open.get(happened), accepted());
            happen(open.get(happened), cancelled());
        });
        assertThat(walked).containsExactlyElementsOf(ended.reversed());
        assertThat(happened).isGreaterThan(ended.size() + 3);
    }

    @Test
    void in_the_order_of_changes_no_change_is_missed() {
        List<String> before = publish("c-", TASKS);
        List<JsonNode> walked = SHARED.projector()
                .walk("/tasks?campaignId=c-spring&updatedSince=2000-01-01T00:00:00Z", "tasks", LIMIT, () -> {
                    if (happened < 8) {
                        happen(before.get(happened), accepted());
                        happen(before.get(TASKS - happened), uploaded(1));
                    }
                });
        assertThat(happened).isEqualTo(8);
        for (String id : before) {
            assertThat(walked.stream()
                            .filter(row -> row.path("taskId").asString().equals(id))
                            .mapToLong(row -> row.path("version").asLong())
                            .max())
                    .as(id)
                    .hasValue(Objects.requireNonNull(versions.get(id)));
        }
    }

    @Test
    void cursor_is_good_for_its_own_query_only() {
        publish("q-", 3);
        String next = SHARED.projector()
                .json("/tasks?campaignId=q-spring&limit=1")
                .path("next")
                .asString();
        String cursor = "&cursor=" + next;
        assertThat(SHARED.projector()
                        .get("/tasks?campaignId=q-spring&limit=2" + cursor)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SHARED.projector().get("/tasks?campaignId=p-spring" + cursor).statusCode())
                .isEqualTo(400);
        assertThat(SHARED.projector()
                        .get("/tasks?campaignId=q-spring&status=ACCEPTED" + cursor)
                        .statusCode())
                .isEqualTo(400);
        assertThat(SHARED.projector().get("/settlements?cursor=" + next).statusCode())
                .isEqualTo(400);
    }

    private static List<String> ids(String list, Runnable between) {
        return SHARED.projector().walk(list, "tasks", LIMIT, between).stream()
                .map(row -> row.path("taskId").asString())
                .toList();
    }

    /** In the order of their publication, two at a time. */
    private List<String> publish(String prefix, int count) {
        List<EventEnvelope> events = IntStream.range(0, count)
                .mapToObj(i -> published("%s%02d".formatted(prefix, i), START.plusSeconds(i / 2)))
                .toList();
        append(events);
        return events.stream().map(event -> event.taskId().value()).toList();
    }

    private static EventEnvelope published(String id, Instant time) {
        return Story.at(time, Story.envelope(id, 1, Story.published("client-7", id.substring(0, 2) + "spring")));
    }

    /** Later than everything before. */
    private void happen(String id, TaskEvent event) {
        long version = Objects.requireNonNull(versions.get(id)) + 1;
        append(List.of(Story.at(START.plusSeconds(100 + happened++), Story.envelope(id, version, event))));
    }

    /** And waits until the view has it. */
    private void append(List<EventEnvelope> events) {
        try {
            SHARED.logs().append(events);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        for (EventEnvelope event : events) {
            String id = event.taskId().value();
            versions.put(id, event.version());
            await().pollDelay(Duration.ZERO)
                    .until(() -> SHARED.projector()
                                    .get("/tasks/" + id + "?minVersion=" + event.version())
                                    .statusCode()
                            == 200);
        }
    }
}
