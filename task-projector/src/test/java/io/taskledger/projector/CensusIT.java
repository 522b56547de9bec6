package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.projector.Census.Open;
import io.taskledger.projector.Census.Pending;
import io.taskledger.projector.Census.Unbalanced;
import io.taskledger.projector.DaySums.DaySum;
import io.taskledger.projector.view.Lives;
import io.taskledger.projector.view.TaskView;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the census counts is what happened, whichever of an end and its settlement comes first. */
final class CensusIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int TASKS = 400;

    /** Long after all of it happened. */
    private static final long NOW_MS = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();

    private static final List<TaskView> ALL = new ArrayList<>();
    private static final List<Settlement> OWED = new ArrayList<>();

    private static EmbeddedPostgres postgres;
    private static RunningProjector projector;
    private static Census census;
    private static DaySums days;

    /** Two settlements are missing, one is of no task, and one gives away more than was held. */
    @BeforeAll
    static void many_tasks() throws Exception {
        Lives lives = new Lives(new Random(7), "c-");
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            List<EventEnvelope> life = lives.of("c-" + i);
            TaskView task = null;
            for (EventEnvelope event : life) {
                task = TaskView.fold(task, event);
            }
            events.addAll(life);
            ALL.add(Objects.requireNonNull(task));
            if (task.endedAt() != null) {
                OWED.add(Lives.settlement(life.getLast()));
            }
        }
        postgres = FreePostgres.start();
        Logs logs = new Logs(BROKER);
        logs.createAnew();
        // Half of the settlements come long before the events, the others after them.
        List<Settlement> sent = sent();
        Collections.shuffle(sent, new Random(8));
        logs.appendAll(sent.subList(0, sent.size() / 2));
        projector = RunningProjector.start(
                        BROKER, postgres.getJdbcUrl("postgres", "postgres"), "--taskledger.census-every=200ms")
                .awaitReady();
        JdbcClient sql = projector.context().getBean(JdbcClient.class);
        awaitRows(sql, "settlement", sent.size() / 2);
        logs.append(events);
        awaitRows(sql, "task_event", events.size());
        logs.appendAll(sent.subList(sent.size() / 2, sent.size()));
        awaitRows(sql, "settlement", sent.size());
        census = projector.context().getBean(Census.class);
        days = new DaySums(sql, census.views());
    }

    private static List<Settlement> sent() {
        List<Settlement> sent = new ArrayList<>(OWED.subList(2, OWED.size() - 1));
        Settlement generous = OWED.getLast();
        Money more = new Money(
                generous.quote().total().amountMinor() + 5,
                generous.quote().total().currency());
        List<Leg> legs = List.of(
                new Leg(Account.CLIENT_HOLD, "client", Direction.DEBIT, more.amountMinor()),
                new Leg(Account.CREATOR_PAYABLE, "payee", Direction.CREDIT, more.amountMinor()));
        Quote all = Quote.of(more, 10_000, Rule.COMPLETED, generous.quote().policy());
        sent.add(with(generous, generous.taskId(), all, legs));
        sent.add(with(generous, new TaskId("c-none"), generous.quote(), generous.legs()));
        return sent;
    }

    private static Settlement with(Settlement like, TaskId task, Quote quote, List<Leg> legs) {
        return new Settlement(
                like.type(),
                task,
                like.time(),
                like.trace(),
                like.cause(),
                like.clientId(),
                like.payeeId(),
                quote,
                legs,
                like.inputs(),
                like.attributableTo(),
                like.businessDate(),
                like.explanation());
    }

    private static void awaitRows(JdbcClient sql, String table, long rows) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sql.sql("select count(*) from view_1." + table)
                                .query(Long.class)
                                .single()
                        == rows);
    }

    @AfterAll
    static void close() throws IOException {
        projector.close();
        postgres.close();
    }

    @Test
    void open_tasks_are_counted_by_status_with_the_money_held_for_them() {
        List<Open> counted = census.open();
        assertThat(counted.stream().mapToLong(Open::tasks).sum())
                .isEqualTo(ALL.stream().filter(task -> task.endedAt() == null).count());
        assertThat(counted).allSatisfy(open -> {
            List<TaskView> these = tasks(task ->
                    task.status().name().equals(open.status()) && currency(task).equals(open.currency()));
            assertThat(these).hasSize((int) open.tasks());
            assertThat(amount(these)).isEqualTo(open.amountMinor());
        });
    }

    @Test
    void waiting_cancellations_are_counted_with_the_oldest_and_the_money_at_risk() {
        List<Pending> counted = census.pending();
        assertThat(counted.stream().mapToLong(Pending::tasks).sum())
                .isEqualTo(tasks(task -> task.pending() != null).size())
                .isPositive();
        assertThat(counted).extracting(Pending::escalated).contains(true, false);
        assertThat(counted).allSatisfy(waiting -> {
            List<TaskView> these = tasks(task -> task.pending() != null
                    && task.pending().escalated() == waiting.escalated()
                    && currency(task).equals(waiting.currency()));
            assertThat(these).hasSize((int) waiting.tasks());
            assertThat(amount(these)).isEqualTo(waiting.amountMinor());
            assertThat(these.stream()
                            .map(task -> Objects.requireNonNull(task.pending()).requestedAt())
                            .min(Instant::compareTo))
                    .contains(Instant.ofEpochMilli(waiting.oldestAtMs()));
        });
    }

    @Test
    void what_is_even_is_gone_and_only_what_is_wrong_is_left() {
        List<Unbalanced> left = census.unbalanced(NOW_MS);
        assertThat(left.stream().mapToLong(Unbalanced::missing).sum()).isEqualTo(2);
        assertThat(left.stream().mapToLong(Unbalanced::unfounded).sum()).isEqualTo(1);
        assertThat(left.stream().mapToLong(Unbalanced::gaps).sum()).isEqualTo(1);
        assertThat(left.stream().mapToLong(Unbalanced::gapMinor).sum()).isEqualTo(5);
        assertThat(left.stream().mapToLong(Unbalanced::dueMinor).sum())
                .isEqualTo(OWED.get(0).quote().total().amountMinor()
                        + OWED.get(1).quote().total().amountMinor());
    }

    @Test
    void settlement_that_may_still_come_is_not_missing() {
        long then = OWED.get(0).time().toEpochMilli() + 59_000;
        long missing =
                census.unbalanced(then).stream().mapToLong(Unbalanced::missing).sum();
        assertThat(missing).isLessThan(2);
    }

    @Test
    void deadlines_are_overdue_once_nobody_has_moved_in_time() {
        List<TaskView> due = tasks(task -> task.dueAt() != null);
        assertThat(census.overdue(NOW_MS).tasks()).isEqualTo(due.size()).isPositive();
        Instant first = due.stream()
                .map(task -> Objects.requireNonNull(task.dueAt()))
                .min(Instant::compareTo)
                .orElseThrow();
        assertThat(census.overdue(NOW_MS).oldestAtMs()).isEqualTo(first.toEpochMilli());
        assertThat(census.overdue(first.toEpochMilli() + 14_000).tasks()).isZero();
    }

    @Test
    void days_are_added_up_in_the_books_time_zone_and_only_two_of_them() {
        List<Settlement> all = sent();
        LocalDate today = all.stream()
                .map(Settlement::businessDate)
                .max(LocalDate::compareTo)
                .orElseThrow();
        assertThat(all).as("older ones").anyMatch(one -> one.businessDate().isBefore(today.minusDays(1)));
        // In Greenwich it is the day before still.
        Instant now = today.atTime(1, 0).atZone(Settlement.BOOKS).toInstant();
        List<Settlement> counted = all.stream()
                .filter(one -> !one.businessDate().isBefore(today.minusDays(1)))
                .toList();
        assertThat(days.ofTwoDays(now).stream().mapToLong(DaySum::settlements).sum())
                .isEqualTo(counted.size());
        assertThat(days.ofTwoDays(now)).extracting(DaySum::businessDate).contains(today, today.minusDays(1));
        assertThat(days.ofTwoDays(now)).allSatisfy(sum -> {
            List<Quote> these = counted.stream()
                    .filter(one -> one.businessDate().equals(sum.businessDate())
                            && one.type().name().equals(sum.type())
                            && one.quote().rule().name().equals(sum.rule())
                            && one.quote().total().currency().getCurrencyCode().equals(sum.currency()))
                    .map(Settlement::quote)
                    .toList();
            assertThat(sum.settlements()).isEqualTo(these.size());
            assertThat(sum.day()).isEqualTo(sum.businessDate().equals(today) ? "today" : "yesterday");
            assertThat(sum.toCreatorMinor())
                    .isEqualTo(these.stream().mapToDouble(Quote::toCreatorMinor).sum());
            assertThat(sum.toClientMinor())
                    .isEqualTo(these.stream().mapToDouble(Quote::toClientMinor).sum());
        });
    }

    @Test
    void figures_are_shown_and_vanish_while_they_cannot_be_had() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(projector.metrics())
                        .contains("taskledger_settlements_missing 2.0", "taskledger_tasks{currency=\"CNY\""));
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");
        JdbcClient sql = JdbcClient.create(nowhere);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Views views = new Views(nowhere, sql, new TransactionTemplate(new JdbcTransactionManager(nowhere)));
        new CensusMeters(new Census(sql, views), meters).take();
        assertThat(meters.get("taskledger.settlements.missing").gauge().value()).isNaN();
        assertThat(meters.find("taskledger.tasks").gauges()).isEmpty();
    }

    @Test
    void days_are_shown_and_vanish_while_they_cannot_be_had() {
        DelegatingDataSource database = new DelegatingDataSource(postgres.getPostgresDatabase());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DayMeters shown = new DayMeters(new DaySums(JdbcClient.create(database), census.views()), meters);
        Settlement last = OWED.getLast();
        shown.take(last.time());
        assertThat(meters.get("taskledger.settlements.day")
                        .tags(
                                "business_date", last.businessDate().toString(),
                                "day", "today",
                                "type", last.type().name(),
                                "rule", last.quote().rule().name(),
                                "currency", last.quote().total().currency().getCurrencyCode())
                        .gauge()
                        .value())
                .isPositive();
        database.setTargetDataSource(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none"));
        shown.take(last.time());
        assertThat(meters.getMeters()).isEmpty();
    }

    private static List<TaskView> tasks(Predicate<TaskView> which) {
        return ALL.stream().filter(which).toList();
    }

    private static String currency(TaskView task) {
        return task.amount().currency().getCurrencyCode();
    }

    private static long amount(List<TaskView> tasks) {
        return tasks.stream().mapToLong(task -> task.amount().amountMinor()).sum();
    }
}
