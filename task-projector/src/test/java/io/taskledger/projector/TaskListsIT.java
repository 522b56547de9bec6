package io.taskledger.projector;

import static io.taskledger.projector.view.Story.START;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Status;
import io.taskledger.contract.TaskKind;
import io.taskledger.projector.view.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Lists of tasks: by every filter and every two, in order, and counted. */
final class TaskListsIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final Instant SOME_TIME = START.plusSeconds(2 * 86_400);

    private static final List<Filter> FILTERS = List.of(
            new Filter("clientId=l-client-1", task -> task.clientId().equals("l-client-1")),
            new Filter("creatorId=l-creator-2", task -> "l-creator-2".equals(task.creatorId())),
            new Filter("campaignId=l-campaign-0", task -> "l-campaign-0".equals(task.campaignId())),
            new Filter("status=DELIVERED", task -> task.status() == Status.DELIVERED),
            new Filter("status=CANCELLED", task -> task.status() == Status.CANCELLED),
            new Filter("kind=CROWD", task -> task.kind() == TaskKind.CROWD),
            new Filter("pending=true", task -> task.pending() != null),
            new Filter("pending=false", task -> task.pending() == null),
            new Filter(
                    "endedFrom=" + SOME_TIME,
                    task -> task.endedAt() != null && !task.endedAt().isBefore(SOME_TIME)),
            new Filter(
                    "endedTo=" + SOME_TIME,
                    task -> task.endedAt() != null && task.endedAt().isBefore(SOME_TIME)),
            new Filter("updatedSince=" + SOME_TIME, task -> !task.updatedAt().isBefore(SOME_TIME)));

    @SuppressWarnings("NullAway.Init")
    private static List<TaskView> tasks;

    private record Filter(String query, Predicate<TaskView> fits) {

        String name() {
            return query.substring(0, query.indexOf('='));
        }

        boolean goesWith(Filter other) {
            boolean feed = name().equals("updatedSince") || other.name().equals("updatedSince");
            boolean ended = name().startsWith("ended") || other.name().startsWith("ended");
            return !name().equals(other.name()) && !(feed && ended);
        }

        Filter and(Filter other) {
            return new Filter(query + "&" + other.query, fits.and(other.fits));
        }

        Comparator<TaskView> order() {
            if (query.contains("updatedSince")) {
                return comparing(TaskView::updatedAt).thenComparing(TaskView::taskId);
            }
            return comparing((TaskView task) ->
                            query.contains("ended") ? Objects.requireNonNull(task.endedAt()) : task.publishedAt())
                    .thenComparing(TaskView::taskId)
                    .reversed();
        }
    }

    @BeforeAll
    static void live() throws InterruptedException, ExecutionException {
        tasks = Population.live(SHARED, "l-", 250).tasks();
    }

    @Test
    void every_filter_and_every_two_list_exactly_the_tasks_that_fit_in_order() {
        assertListed(new Filter("kind=ORDER", task -> task.kind() == TaskKind.ORDER), 500);
        for (Filter filter : FILTERS) {
            assertListed(filter, 500);
            assertListed(filter, 7);
            FILTERS.stream().filter(filter::goesWith).forEach(other -> assertListed(filter.and(other), 500));
        }
    }

    @Test
    void all_filters_together_list_what_fits_all_of_them() {
        List<Filter> all = new ArrayList<>();
        FILTERS.stream().filter(one -> all.stream().allMatch(one::goesWith)).forEach(all::add);
        assertListed(all.stream().reduce(Filter::and).orElseThrow(), 2);
        Filter both = FILTERS.get(8)
                .and(new Filter(
                        "endedTo=" + SOME_TIME.plusSeconds(43_200),
                        task -> task.endedAt() != null && task.endedAt().isBefore(SOME_TIME.plusSeconds(43_200))));
        assertListed(both, 3);
        assertListed(both.and(FILTERS.get(5)), 3);
    }

    private static void assertListed(Filter filter, int limit) {
        List<String> fitting = tasks.stream()
                .filter(filter.fits)
                .sorted(filter.order())
                .map(TaskView::taskId)
                .toList();
        assertThat(ids(SHARED.projector().walk("/tasks?" + filter.query, "tasks", limit, () -> {})))
                .as(filter.query)
                .isEqualTo(fitting);
    }

    /** Of ours: other tests have tasks, too. */
    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.path("taskId").asString())
                .filter(id -> id.startsWith("l-"))
                .toList();
    }

    @Test
    void without_a_filter_all_tasks_are_listed_each_as_it_is_by_itself() {
        List<JsonNode> all = SHARED.projector().walk("/tasks", "tasks", 100, () -> {});
        assertThat(ids(all)).hasSameSizeAs(tasks).doesNotHaveDuplicates();
        for (JsonNode row : all.subList(0, 50)) {
            assertThat(row)
                    .isEqualTo(SHARED.projector()
                            .json("/tasks/" + row.path("taskId").asString()));
        }
    }

    @Test
    void counts_are_those_of_the_lists() {
        assertCounted("clientId=l-client-1", task -> task.clientId().equals("l-client-1"));
        assertCounted("creatorId=l-creator-2", task -> "l-creator-2".equals(task.creatorId()));
        assertCounted(
                "clientId=l-client-1&creatorId=l-creator-2",
                task -> task.clientId().equals("l-client-1") && "l-creator-2".equals(task.creatorId()));
        assertThat(SHARED.projector().json("/counts?clientId=nobody")).isEmpty();
    }

    private static void assertCounted(String query, Predicate<TaskView> fits) {
        Map<String, Long> expected = new TreeMap<>();
        tasks.stream().filter(fits).forEach(task -> expected.merge(task.status().name(), 1L, Long::sum));
        Map<String, Long> counted = new TreeMap<>();
        SHARED.projector()
                .json("/counts?" + query)
                .forEachEntry((status, count) -> counted.put(status, count.asLong()));
        assertThat(counted).isEqualTo(expected).isNotEmpty();
    }
}
