package io.taskledger.projector;

import static io.taskledger.projector.ManyRows.requireBounded;

import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskKind;
import io.taskledger.projector.Asker.Role;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every filter is a walk along an index, page by page: asked of PostgreSQL's planner, over 200,000 tasks. */
final class QueryPlansIT {

    private static final int LIMIT = 50;

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-08-01T00:00:00Z");

    private static ManyRows rows;
    private static TaskReader tasks;
    private static SettlementReader settlements;
    private static DaySums days;
    private static EventFeed feed;

    @BeforeAll
    static void many_tasks() throws Exception {
        rows = ManyRows.of("many-tasks.sql");
        tasks = new TaskReader(rows.explaining(), rows.views());
        settlements = new SettlementReader(rows.explaining(), rows.views());
        days = new DaySums(rows.explaining(), rows.views());
        feed = new EventFeed(rows.explaining(), rows.views(), rows.writer());
    }

    @AfterAll
    static void stop() throws IOException {
        rows.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of("nothing", filter(null, null, null, null, null, null), ""),
                Arguments.of("a client with many", filter("client-0", null, null, null, null, null), "client_id"),
                Arguments.of("a client with few", filter("client-77", null, null, null, null, null), "client_id"),
                Arguments.of("a client with none", filter("nobody", null, null, null, null, null), "client_id"),
                Arguments.of("a creator", filter(null, "creator-7", null, null, null, null), "creator_id"),
                Arguments.of("a campaign", filter(null, null, "campaign-7", null, null, null), "campaign_id"),
                Arguments.of("a common status", filter(null, null, null, Status.COMPLETED, null, null), "status"),
                Arguments.of("a rare status", filter(null, null, null, Status.DELIVERED, null, null), "status"),
                Arguments.of("a common kind", filter(null, null, null, null, TaskKind.ORDER, null), "kind"),
                Arguments.of("a rare kind", filter(null, null, null, null, TaskKind.CROWD, null), "kind"),
                Arguments.of("pending", filter(null, null, null, null, null, true), "pending"),
                Arguments.of("not pending", filter(null, null, null, null, null, false), ""),
                Arguments.of("ended between", ended(null, LATE, LATE.plusSeconds(86_400)), "ended_at_ms"),
                Arguments.of("ended since", ended(null, LATE, null), "ended_at_ms"),
                Arguments.of("ended before", ended(null, null, LATE), "ended_at_ms"),
                Arguments.of("updated since long ago", updated(null, FIRST), "updated_at_ms"),
                Arguments.of("updated since lately", updated(null, LATE), "updated_at_ms"),
                Arguments.of(
                        "client with many and a rare status",
                        filter("client-0", null, null, Status.DELIVERED, null, null),
                        "client_id,status"),
                Arguments.of(
                        "creator and status",
                        filter(null, "creator-7", null, Status.DELIVERED, null, null),
                        "creator_id"),
                Arguments.of(
                        "client with many and pending", filter("client-0", null, null, null, null, true), "pending"),
                Arguments.of(
                        "client with many and creator",
                        filter("client-0", "creator-7", null, null, null, null),
                        "creator_id"),
                Arguments.of(
                        "client with many and campaign",
                        filter("client-0", null, "campaign-7", null, null, null),
                        "campaign_id"),
                Arguments.of("client with many, ended since", ended("client-0", LATE, null), "ended_at_ms"),
                Arguments.of("client with few, ended since", ended("client-77", FIRST, null), "client_id"),
                Arguments.of("client with many, updated since", updated("client-0", LATE), "updated_at_ms"),
                Arguments.of("client with few, updated since", updated("client-77", FIRST), "client_id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void page_of_tasks_is_a_walk_along_an_index(String name, TaskFilter filter, String columns) {
        requireBounded(Explaining.plan(() -> tasks.list(Asker.ANYBODY, filter, LIMIT, null)), columns);
        Cursor middle = new Cursor(0, LATE.toEpochMilli(), "task-100000");
        requireBounded(Explaining.plan(() -> tasks.list(Asker.ANYBODY, filter, LIMIT, middle)), columns);
    }

    static Stream<Arguments> settlementFilters() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        return Stream.of(
                Arguments.of("nothing", settled(null, null, null, null, null, null), ""),
                Arguments.of("a payee", settled("creator-7", null, null, null, null, null), "payee_id"),
                Arguments.of("a client with many", settled(null, "client-0", null, null, null, null), "client_id"),
                Arguments.of("a client with few", settled(null, "client-77", null, null, null, null), "client_id"),
                Arguments.of("days", settled(null, null, day, day.plusDays(9), null, null), "business_date"),
                Arguments.of("a type", settled(null, null, null, null, Settlement.Type.COMPENSATION_DUE, null), "type"),
                Arguments.of("a common rule", settled(null, null, null, null, null, Rule.COMPLETED), "rule"),
                Arguments.of("a rare rule", settled(null, null, null, null, null, Rule.D06), "rule"),
                Arguments.of("client with many, days", settled(null, "client-0", day, day, null, null), "client_id"),
                Arguments.of("payee, rule", settled("creator-7", null, null, null, null, Rule.R10), "payee_id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settlementFilters")
    void page_of_settlements_is_a_walk_along_an_index(String name, SettlementFilter filter, String columns) {
        requireBounded(Explaining.plan(() -> settlements.list(Asker.ANYBODY, filter, LIMIT, null)), columns);
        Cursor middle = new Cursor(0, Instant.parse("2026-06-05T00:00:00Z").toEpochMilli(), "s-100000");
        requireBounded(Explaining.plan(() -> settlements.list(Asker.ANYBODY, filter, LIMIT, middle)), columns);
    }

    static Stream<Asker> askers() {
        return Stream.of(
                Asker.ANYBODY,
                asker(Role.CLIENT, "client-0"),
                asker(Role.CLIENT, "client-77"),
                asker(Role.CREATOR, "creator-7"),
                asker(Role.MCN, "mcn-7"),
                asker(Role.MCN, "nobody"));
    }

    private static Asker asker(Role role, String id) {
        return new Asker(role, id, Instant.MAX);
    }

    @ParameterizedTest
    @MethodSource("askers")
    void whatever_somebody_lists_of_their_own_is_bounded(Asker asker) {
        Cursor late = new Cursor(0, LATE.toEpochMilli(), "task-100000");
        Stream.of(
                        filter(null, null, null, null, null, null),
                        filter("client-0", null, null, null, null, null),
                        filter(null, "creator-7", null, null, null, null),
                        filter(null, null, "campaign-7", null, null, null),
                        filter(null, null, null, Status.DELIVERED, null, null),
                        filter(null, null, null, null, TaskKind.CROWD, null),
                        filter(null, null, null, null, null, true),
                        ended(null, LATE, null),
                        updated(null, LATE))
                .forEach(filter -> {
                    requireBounded(Explaining.plan(() -> tasks.list(asker, filter, LIMIT, null)), "");
                    requireBounded(Explaining.plan(() -> tasks.list(asker, filter, LIMIT, late)), "");
                });
        LocalDate day = LocalDate.of(2026, 6, 1);
        Stream.of(
                        settled(null, null, null, null, null, null),
                        settled("creator-7", null, null, null, null, null),
                        settled(null, "client-77", null, null, null, null),
                        settled(null, null, day, day, null, null),
                        settled(null, null, null, null, Settlement.Type.COMPENSATION_DUE, null),
                        settled(null, null, null, null, null, Rule.D06))
                .forEach(filter ->
                        requireBounded(Explaining.plan(() -> settlements.list(asker, filter, LIMIT, null)), ""));
    }

    @ParameterizedTest
    @MethodSource("askers")
    void one_task_its_events_and_its_settlement_are_found_by_their_keys(Asker asker) {
        requireBounded(Explaining.plan(() -> tasks.task(asker, "task-100000")), "task_id");
        requireBounded(Explaining.plan(() -> tasks.version(asker, "task-100000")), "task_id");
        requireBounded(Explaining.plan(() -> tasks.events(asker, "task-100000")), "task_id");
        requireBounded(Explaining.plan(() -> tasks.at(asker, "task-100000", 2)), "task_id");
        requireBounded(Explaining.plan(() -> settlements.settlement(asker, "s-100000")), "settlement_id");
    }

    @Test
    void streams_go_on_along_an_index() {
        requireBounded(Explaining.plan(() -> feed.ofTask("task-100000").after("1")), "task_id,version");
        requireBounded(Explaining.plan(() -> feed.ofClient("client-0").after("10.10.10.10")), "client_id,partition");
        requireBounded(Explaining.plan(() -> feed.ofClient("client-77").after("10.10.10.10")), "client_id,partition");
    }

    @Test
    void counts_and_sums_of_ones_own_find_their_rows_by_an_index() {
        for (Asker asker :
                List.of(asker(Role.CLIENT, "client-77"), asker(Role.CREATOR, "creator-7"), asker(Role.MCN, "mcn-7"))) {
            requireBounded(Explaining.plan(() -> tasks.counts(asker, "client-0", null)), "");
            requireBounded(
                    Explaining.plan(() -> settlements.sums(asker, settled(null, null, null, null, null, null))), "");
        }
    }

    /** Counts and sums read as many rows as they are of: those of a client or a creator, not all. */
    @Test
    void counts_and_sums_find_their_rows_by_an_index() {
        requireBounded(Explaining.plan(() -> tasks.counts(Asker.ANYBODY, "client-77", null)), "client_id");
        requireBounded(Explaining.plan(() -> tasks.counts(Asker.ANYBODY, null, "creator-7")), "creator_id");
        requireBounded(
                Explaining.plan(
                        () -> settlements.sums(Asker.ANYBODY, settled(null, "client-77", null, null, null, null))),
                "client_id");
    }

    @Test
    void two_days_are_added_up_along_an_index() {
        requireBounded(Explaining.plan(() -> days.ofTwoDays(LATE)), "business_date");
    }

    private static TaskFilter filter(
            @Nullable String client,
            @Nullable String creator,
            @Nullable String campaign,
            @Nullable Status status,
            @Nullable TaskKind kind,
            @Nullable Boolean pending) {
        return new TaskFilter(client, creator, campaign, status, kind, pending, null, null, null);
    }

    private static TaskFilter ended(@Nullable String client, @Nullable Instant from, @Nullable Instant to) {
        return new TaskFilter(client, null, null, null, null, null, from, to, null);
    }

    private static TaskFilter updated(@Nullable String client, Instant since) {
        return new TaskFilter(client, null, null, null, null, null, null, null, since);
    }

    /** NullAway overlooks the annotation of a nested type in a class file. */
    @SuppressWarnings("NullAway")
    private static SettlementFilter settled(
            @Nullable String payee,
            @Nullable String client,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Settlement.@Nullable Type type,
            @Nullable Rule rule) {
        return new SettlementFilter(payee, client, from, to, null, type, rule);
    }
}
