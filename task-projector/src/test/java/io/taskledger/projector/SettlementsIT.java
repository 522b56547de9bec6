package io.taskledger.projector;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.view.Story;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settlements: listed, summed, and each with what it came from. */
final class SettlementsIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final LocalDate DAY =
            LocalDate.ofInstant(Story.START, ZoneOffset.UTC).plusDays(2);

    private static final List<Filter> FILTERS = List.of(
            new Filter(
                    "payeeId=s-creator-1",
                    one -> one.payeeId() != null && one.payeeId().value().equals("s-creator-1")),
            new Filter("clientId=s-client-2", one -> one.clientId().value().equals("s-client-2")),
            new Filter("businessDate=" + DAY, one -> one.businessDate().equals(DAY)),
            new Filter("businessDateFrom=" + DAY, one -> !one.businessDate().isBefore(DAY)),
            new Filter("businessDateTo=" + DAY, one -> !one.businessDate().isAfter(DAY)),
            new Filter("type=PAYOUT_DUE", one -> one.type() == Settlement.Type.PAYOUT_DUE),
            new Filter("type=taskledger.CompensationDue.v1", one -> one.type() == Settlement.Type.COMPENSATION_DUE),
            new Filter("rule=R10", one -> one.quote().rule() == Rule.R10));

    @SuppressWarnings("NullAway.Init")
    private static List<Settlement> settlements;

    private record Filter(String query, Predicate<Settlement> fits) {

        boolean goesWith(Filter other) {
            return !name().equals(other.name()) && !isOneDayOf(other) && !other.isOneDayOf(this);
        }

        private String name() {
            return query.substring(0, query.indexOf('='));
        }

        private boolean isOneDayOf(Filter other) {
            return name().equals("businessDate") && other.name().startsWith("businessDate");
        }

        Filter and(Filter other) {
            return new Filter(query + "&" + other.query, fits.and(other.fits));
        }
    }

    @BeforeAll
    static void live() throws InterruptedException, ExecutionException {
        settlements = Population.live(SHARED, "s-", 200).settlements();
    }

    @Test
    void every_filter_and_every_two_list_exactly_the_settlements_that_fit_and_their_sums() {
        assertListedAndSummed(
                new Filter("clientId=s-client-0", one -> one.clientId().value().equals("s-client-0")), 3);
        for (Filter filter : FILTERS) {
            assertListedAndSummed(filter, 7);
            FILTERS.stream().filter(filter::goesWith).forEach(other -> assertListedAndSummed(filter.and(other), 500));
        }
    }

    private static void assertListedAndSummed(Filter filter, int limit) {
        List<JsonNode> listed = SHARED.projector().walk("/settlements?" + filter.query, "settlements", limit, () -> {});
        assertThat(listed.stream()
                        .filter(row -> row.path("subject").asString().startsWith("s-"))
                        .map(row -> row.path("id").asString()))
                .as(filter.query)
                .containsExactlyElementsOf(settlements.stream()
                        .filter(filter.fits)
                        .sorted(comparing(Settlement::businessDate)
                                .thenComparing(Settlement::id)
                                .reversed())
                        .map(Settlement::id)
                        .toList());
        assertThat(summed(SHARED.projector().json("/settlements/sums?" + filter.query)))
                .as(filter.query)
                .isEqualTo(added(listed));
    }

    private static Map<String, List<Long>> summed(JsonNode sums) {
        Map<String, List<Long>> byCurrency = new TreeMap<>();
        sums.forEach(sum -> byCurrency.put(
                sum.path("currency").asString(),
                LongStream.of(
                                sum.path("settlements").asLong(),
                                sum.path("amountMinor").asLong(),
                                sum.path("toCreatorMinor").asLong(),
                                sum.path("toClientMinor").asLong())
                        .boxed()
                        .toList()));
        return byCurrency;
    }

    private static Map<String, List<Long>> added(List<JsonNode> rows) {
        Map<String, List<Long>> byCurrency = new TreeMap<>();
        for (JsonNode row : rows) {
            JsonNode data = row.path("data");
            byCurrency.merge(
                    data.path("currency").asString(),
                    List.of(
                            1L,
                            data.path("amountMinor").asLong(),
                            data.path("toCreatorMinor").asLong(),
                            data.path("toClientMinor").asLong()),
                    (a, b) -> LongStream.range(0, 4)
                            .mapToObj(i -> a.get((int) i) + b.get((int) i))
                            .toList());
        }
        return byCurrency;
    }

    @Test
    void one_settlement_comes_with_its_explanation_and_the_events_that_it_came_from() {
        Settlement settlement = settlements.getFirst();
        JsonNode one = SHARED.projector().json("/settlements/" + settlement.id());
        assertThat(one.path("settlement")).isEqualTo(JsonMapper.shared().readTree(SettlementWire.write(settlement)));
        assertThat(one.at("/settlement/data/explanation/zh").asString())
                .isEqualTo("按 " + settlement.quote().rule() + " 结算");
        assertThat(one.path("events"))
                .isEqualTo(
                        SHARED.projector().json("/tasks/" + settlement.taskId().value() + "/events"));
        assertThat(one.at("/events/" + (settlement.cause().version() - 1) + "/id")
                        .asString())
                .isEqualTo(settlement.cause().eventId());
    }
}
