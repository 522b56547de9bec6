package io.taskledger.projector;

import static io.taskledger.projector.ManyRows.requireBounded;

import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL finds what is asked for of 100,000 creators: every filter in every order, and the next page of each. */
final class CreatorPlansIT {

    private static final int LIMIT = 50;

    /** Somewhere in the middle. */
    private static final Map<CreatorOrder, Long> MIDDLE = Map.of(
            CreatorOrder.FOLLOWERS, 500_000L,
            CreatorOrder.AVERAGE_PLAYS, 2_500L,
            CreatorOrder.COMPLETED, 150L,
            CreatorOrder.COMPLETION_RATE, 5_000L,
            CreatorOrder.MEDIAN, 43_200L,
            CreatorOrder.UPDATED_AT, 1_772_225_600_000L);

    @SuppressWarnings("NullAway.Init")
    private static ManyRows rows;

    @SuppressWarnings("NullAway.Init")
    private static CreatorReader creators;

    @BeforeAll
    static void many_creators() throws Exception {
        rows = ManyRows.of("many-creators.sql");
        creators = new CreatorReader(rows.explaining(), rows.views());
    }

    @AfterAll
    static void stop() throws IOException {
        rows.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(CreatorOrder.values())
                .flatMap(order -> Stream.of(
                        Arguments.of(order, "nothing", filter(order, null, null, null, null, null), "kind,status"),
                        Arguments.of(
                                order,
                                "a common kind",
                                filter(order, CreatorKind.CREATOR, null, null, null, null),
                                "kind,status"),
                        Arguments.of(
                                order,
                                "a rare kind",
                                filter(order, CreatorKind.MCN, null, null, null, null),
                                "kind,status"),
                        Arguments.of(
                                order,
                                "a rare status",
                                filter(order, null, CreatorStatus.APPLIED, null, null, null),
                                "kind,status"),
                        Arguments.of(
                                order,
                                "a kind and a status",
                                filter(order, CreatorKind.CREATOR, CreatorStatus.ONBOARDED, null, null, null),
                                "kind,status"),
                        Arguments.of(order, "an agency", filter(order, null, null, "mcn-7", null, null), "mcn_id"),
                        Arguments.of(order, "a large agency", filter(order, null, null, "mcn-0", null, null), "mcn_id"),
                        Arguments.of(order, "no agency", filter(order, null, null, "nobody", null, null), "mcn_id"),
                        Arguments.of(order, "banned", filter(order, null, null, null, true, null), "banned_until_ms"),
                        Arguments.of(order, "not banned", filter(order, null, null, null, false, null), "kind"),
                        Arguments.of(order, "many followers", filter(order, null, null, null, null, 998_000L), "kind"),
                        Arguments.of(order, "few followers", filter(order, null, null, null, null, 1_000L), "kind")));
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("filters")
    void page_of_creators_is_merged_from_walks_along_an_index(
            CreatorOrder order, String name, CreatorFilter filter, String columns) {
        requireBounded(Explaining.plan(() -> creators.list(filter, LIMIT, null)), columns);
        Cursor middle = new Cursor(0, MIDDLE.getOrDefault(order, 0L), "creator-50000");
        requireBounded(Explaining.plan(() -> creators.list(filter, LIMIT, middle)), columns);
    }

    @Test
    void one_creator_and_its_events_are_found_by_their_keys() {
        requireBounded(Explaining.plan(() -> creators.creator("creator-10000")), "creator_id");
        Asker agency = new Asker(Asker.Role.MCN, "mcn-0", Instant.MAX);
        requireBounded(Explaining.plan(() -> creators.events(agency, "creator-10000")), "creator_id");
        requireBounded(Explaining.plan(() -> creators.version("creator-10000")), "creator_id");
        requireBounded(Explaining.plan(() -> creators.events(Asker.ANYBODY, "creator-10000")), "creator_id");
    }

    private static CreatorFilter filter(
            CreatorOrder order,
            @Nullable CreatorKind kind,
            @Nullable CreatorStatus status,
            @Nullable String mcn,
            @Nullable Boolean banned,
            @Nullable Long minFollowers) {
        return new CreatorFilter(kind, status, mcn, banned, minFollowers, order);
    }
}
