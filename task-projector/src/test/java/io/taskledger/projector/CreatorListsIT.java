package io.taskledger.projector;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.projector.view.CreatorLives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Lists of creators: by every filter, alone and with another, in every order; each row is the creator as it is by itself. */
final class CreatorListsIT {

    private static final int CREATORS = 60;

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final List<Filter> FILTERS = List.of(
            new Filter("kind=STAR", creator -> creator.path("kind").asString().equals("STAR")),
            new Filter(
                    "status=ONBOARDED",
                    creator -> creator.path("status").asString().equals("ONBOARDED")),
            new Filter(
                    "status=APPLIED",
                    creator -> creator.path("status").asString().equals("APPLIED")),
            new Filter(
                    "mcnId=k-mcn-1",
                    creator -> creator.path("mcnId").asString("").equals("k-mcn-1")),
            new Filter("banned=true", creator -> creator.at("/standing/banned").asBoolean()),
            new Filter(
                    "banned=false", creator -> !creator.at("/standing/banned").asBoolean()),
            new Filter("minFollowers=2000", creator -> creator.path("followers").asLong() >= 2_000));

    /** Ids are compared the way of the order, too. */
    private static final List<Order> ORDERS = List.of(
            new Order("", most(creator -> creator.path("followers").asLong())),
            new Order(
                    "&sort=followers", most(creator -> creator.path("followers").asLong())),
            new Order(
                    "&sort=averagePlays",
                    most(creator -> creator.path("averagePlays").asLong(-1))),
            new Order(
                    "&sort=completed",
                    most(creator -> creator.at("/orders/completed").asLong())),
            new Order(
                    "&sort=completionRate",
                    most(creator -> creator.at("/orders/completionRate").asDouble(-1))),
            new Order(
                    "&sort=medianSecondsToFirstUpload",
                    comparingLong((JsonNode creator) -> creator.at("/orders/medianSecondsToFirstUpload")
                                    .asLong(Long.MAX_VALUE))
                            .thenComparing(CreatorListsIT::id)),
            new Order(
                    "&sort=updatedAt", most(creator -> creator.path("updatedAt").asString())));

    private static final List<JsonNode> CREATORS_NOW = new ArrayList<>();

    private record Filter(String query, Predicate<JsonNode> fits) {

        boolean goesWith(Filter other) {
            return !query.split("=", -1)[0].equals(other.query.split("=", -1)[0]);
        }

        Filter and(Filter other) {
            return new Filter(query + "&" + other.query, fits.and(other.fits));
        }
    }

    private record Order(String query, Comparator<JsonNode> by) {}

    private static <T extends Comparable<T>> Comparator<JsonNode> most(Function<JsonNode, T> figure) {
        return comparing(figure).thenComparing(CreatorListsIT::id).reversed();
    }

    private static String id(JsonNode creator) {
        return creator.path("creatorId").asString();
    }

    /** Some have tasks: the population's are called as creators here. */
    @BeforeAll
    static void live() throws InterruptedException, ExecutionException {
        CreatorLives lives = new CreatorLives(new Random(CREATORS), "k-");
        List<List<CreatorEventEnvelope>> all = IntStream.range(0, CREATORS)
                .mapToObj(i -> lives.of("k-creator-" + i))
                .toList();
        SHARED.logs().appendCreators(all.stream().flatMap(List::stream).toList());
        Population.live(SHARED, "k-", 150);
        for (List<CreatorEventEnvelope> life : all) {
            String path = "/creators/" + life.getLast().creatorId().value() + "?minVersion=" + life.size();
            await().pollDelay(Duration.ZERO)
                    .until(() -> SHARED.projector().get(path).statusCode() == 200);
            CREATORS_NOW.add(SHARED.projector().json(path));
        }
    }

    @Test
    void every_filter_and_every_two_list_exactly_the_creators_that_fit() {
        Order first = ORDERS.getFirst();
        for (Filter filter : FILTERS) {
            assertListed(filter, first, 500);
            FILTERS.stream().filter(filter::goesWith).forEach(other -> assertListed(filter.and(other), first, 500));
        }
        List<Filter> all = new ArrayList<>();
        FILTERS.stream().filter(one -> all.stream().allMatch(one::goesWith)).forEach(all::add);
        assertListed(all.stream().reduce(Filter::and).orElseThrow(), first, 500);
    }

    @Test
    void every_order_holds_over_pages_with_every_filter() {
        for (Order order : ORDERS) {
            assertListed(
                    new Filter(
                            "minFollowers=1",
                            creator -> creator.path("followers").asLong() > 0),
                    order,
                    7);
            FILTERS.forEach(filter -> assertListed(filter, order, 3));
        }
    }

    private static void assertListed(Filter filter, Order order, int limit) {
        List<JsonNode> fitting =
                CREATORS_NOW.stream().filter(filter.fits).sorted(order.by).toList();
        List<JsonNode> listed =
                SHARED.projector().walk("/creators?" + filter.query + order.query, "creators", limit, () -> {}).stream()
                        .filter(row -> id(row).startsWith("k-"))
                        .toList();
        assertThat(listed).as(filter.query + order.query).isEqualTo(fitting);
    }

    @Test
    void cursor_of_another_order_is_refused() {
        String next = SHARED.projector().json("/creators?limit=1").path("next").asString();
        assertThat(SHARED.projector().get("/creators?limit=2&cursor=" + next).statusCode())
                .isEqualTo(200);
        assertThat(SHARED.projector()
                        .get("/creators?sort=updatedAt&cursor=" + next)
                        .statusCode())
                .isEqualTo(400);
        assertThat(SHARED.projector().get("/creators?kind=STAR&cursor=" + next).statusCode())
                .isEqualTo(400);
    }
}
