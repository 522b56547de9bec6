package io.taskledger.projector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.taskledger.projector.Census.Building;
import io.taskledger.projector.Census.Open;
import io.taskledger.projector.Census.Overdue;
import io.taskledger.projector.Census.Pending;
import io.taskledger.projector.Census.Unbalanced;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Shows the census of some seconds ago. While PostgreSQL does not answer nothing is shown: an old figure would say that all is well. */
final class CensusMeters {

    private static final Logger LOG = LoggerFactory.getLogger(CensusMeters.class);

    private final Census census;
    private final MeterRegistry meters;
    private final MultiGauge tasks;
    private final MultiGauge held;
    private final MultiGauge pending;
    private final MultiGauge atRisk;
    private final MultiGauge pendingAge;
    private final MultiGauge gap;
    private final MultiGauge due;

    private volatile @Nullable Totals totals;

    /** What is one number, whatever the currency. */
    private record Totals(
            long missing, long unfounded, long gaps, Overdue overdue, double overdueAge, Building building) {}

    CensusMeters(Census census, MeterRegistry meters) {
        this.census = census;
        this.meters = meters;
        tasks = rows("taskledger.tasks", "Open tasks; worry when one state swells");
        held = rows("taskledger.tasks.held.minor", "Minor units held for open tasks; worry when it jumps");
        pending = rows("taskledger.cancellations.pending", "Cancellations that wait; worry when escalated ones do");
        atRisk = rows(
                "taskledger.cancellations.pending.minor",
                "Minor units of tasks whose cancellation waits; worry with it");
        pendingAge = MultiGauge.builder("taskledger.cancellations.pending.age")
                .description(
                        "Since the oldest waiting cancellation was asked for; worry above 96 h: an operator is needed")
                .baseUnit("seconds")
                .register(meters);
        gap = rows(
                "taskledger.conservation.gap.minor",
                "Minor units that came from nowhere, or went there; worry at once");
        due = rows(
                "taskledger.settlements.due.minor",
                "Minor units of ended tasks on their way to settlement; worry when it stays");
        total(
                "taskledger.settlements.missing",
                "Tasks that ended a minute ago or more and have no settlement; worry above 0",
                Totals::missing);
        total(
                "taskledger.settlements.unfounded",
                "Settlements of tasks that did not end; worry above 0",
                Totals::unfounded);
        total(
                "taskledger.conservation.gaps",
                "Tasks settled at another sum than was held; worry at once",
                Totals::gaps);
        total(
                "taskledger.deadlines.overdue",
                "Deadlines that passed 15 s ago or more; worry above 0: the timer is not heard",
                figures -> figures.overdue.tasks());
        total(
                "taskledger.view.rebuild.done.records",
                "Records in the version of the view that is being built; worry when it"
                        + " stands still while some remain",
                figures -> figures.building.done());
        total(
                "taskledger.view.rebuild.remaining.records",
                "Records that the version being built lacks; worry when it grows",
                figures -> figures.building.remaining());
        Gauge.builder("taskledger.deadlines.overdue.age", this, self -> self.figure(Totals::overdueAge))
                .description("Since the oldest overdue deadline passed; worry above a minute")
                .baseUnit("seconds")
                .register(meters);
    }

    private MultiGauge rows(String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    private void total(String name, String description, ToDoubleFunction<Totals> figure) {
        Gauge.builder(name, this, self -> self.figure(figure))
                .description(description)
                .register(meters);
    }

    private double figure(ToDoubleFunction<Totals> figure) {
        Totals last = totals;
        return last == null ? Double.NaN : figure.applyAsDouble(last);
    }

    @Scheduled(fixedDelayString = "${taskledger.census-every:10s}")
    void take() {
        try {
            long nowMs = System.currentTimeMillis();
            Overdue overdue = census.overdue(nowMs);
            List<Unbalanced> unbalanced = census.unbalanced(nowMs);
            show(census.open(), census.pending(), unbalanced, nowMs);
            totals = new Totals(
                    unbalanced.stream().mapToLong(Unbalanced::missing).sum(),
                    unbalanced.stream().mapToLong(Unbalanced::unfounded).sum(),
                    unbalanced.stream().mapToLong(Unbalanced::gaps).sum(),
                    overdue,
                    seconds(nowMs - overdue.oldestAtMs()),
                    census.building());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The tasks cannot be counted: {}", e.getMessage());
            totals = null;
            show(List.of(), List.of(), List.of(), 0);
        }
    }

    private void show(List<Open> open, List<Pending> waiting, List<Unbalanced> unbalanced, long nowMs) {
        show(tasks, open, CensusMeters::tags, Open::tasks);
        show(held, open, CensusMeters::tags, Open::amountMinor);
        show(pending, waiting, CensusMeters::tags, Pending::tasks);
        show(atRisk, waiting, CensusMeters::tags, Pending::amountMinor);
        show(pendingAge, waiting, CensusMeters::tags, one -> seconds(nowMs - one.oldestAtMs()));
        show(gap, unbalanced, one -> Tags.of("currency", one.currency()), Unbalanced::gapMinor);
        show(due, unbalanced, one -> Tags.of("currency", one.currency()), Unbalanced::dueMinor);
    }

    static <T> void show(MultiGauge gauge, List<T> rows, Function<T, Tags> tags, ToDoubleFunction<T> value) {
        gauge.register(
                rows.stream()
                        .map(row -> Row.of(tags.apply(row), value.applyAsDouble(row)))
                        .toList(),
                true);
    }

    private static Tags tags(Open open) {
        return Tags.of("status", open.status(), "currency", open.currency());
    }

    private static Tags tags(Pending pending) {
        return Tags.of("currency", pending.currency(), "escalated", Boolean.toString(pending.escalated()));
    }

    private static double seconds(long ms) {
        return ms / 1_000.0;
    }
}
