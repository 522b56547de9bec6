package io.taskledger.projector.view;

import static io.taskledger.projector.view.Story.START;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.completed;
import static io.taskledger.projector.view.Story.half;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static io.taskledger.projector.view.Story.uploaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskKind;
import io.taskledger.projector.view.Figures.Count;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskRecordTest {

    @Test
    void completed_order_counts_once_in_each_of_its_figures_and_brings_income() {
        Figures orders = of(published(), accepted(), uploaded(1), uploaded(2), completed())
                .orders();
        assertThat(orders.counts()).isEqualTo(Map.of(Count.ACCEPTED, 1L, Count.UPLOADED, 1L, Count.COMPLETED, 1L));
        assertThat(orders.income())
                .isEqualTo(Map.of("CNY", BigInteger.valueOf(completed().quote().toCreatorMinor())));
        assertThat(orders.completionRateBp()).isEqualTo(10_000);
    }

    @Test
    void crowd_task_counts_apart() {
        TaskRecord record = of(published(TaskKind.CROWD, null), accepted(), uploaded(1), completed());
        assertThat(record.orders()).isEqualTo(Figures.NONE);
        assertThat(record.crowd().count(Count.COMPLETED)).isEqualTo(1);
        assertThat(record.updatedAt()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void accepted_order_that_was_cancelled_counts_by_whose_doing_it_was() {
        assertThat(cancelledBy(Attribution.CREATOR).counts())
                .containsOnlyKeys(Count.ACCEPTED, Count.CANCELLED_BY_CREATOR);
        assertThat(cancelledBy(Attribution.CLIENT).counts())
                .containsOnlyKeys(Count.ACCEPTED, Count.CANCELLED_BY_CLIENT);
        assertThat(cancelledBy(Attribution.PLATFORM).counts())
                .containsOnlyKeys(Count.ACCEPTED, Count.CANCELLED_OTHERWISE);
        assertThat(cancelledBy(Attribution.MUTUAL).counts())
                .containsOnlyKeys(Count.ACCEPTED, Count.CANCELLED_OTHERWISE);
        assertThat(cancelledBy(Attribution.CLIENT).income())
                .isEqualTo(Map.of("CNY", BigInteger.valueOf(half().toCreatorMinor())));
        assertThat(cancelledBy(Attribution.CLIENT).completionRateBp()).isZero();
    }

    private static Figures cancelledBy(Attribution attribution) {
        return of(published(), accepted(), cancelled(Cause.CLIENT, attribution, half()))
                .orders();
    }

    @Test
    void invitation_that_came_to_nothing_counts_where_the_creator_declined_it_or_let_it_pass() {
        Quote nothing = Quote.of(half().total(), 0, half().rule(), half().policy());
        assertThat(of(published(), cancelled(Cause.DECLINED, Attribution.CREATOR, nothing))
                        .orders())
                .isEqualTo(new Figures(Map.of(Count.DECLINED, 1L), Map.of()));
        assertThat(of(published(), cancelled(Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, nothing))
                        .orders())
                .isEqualTo(new Figures(Map.of(Count.EXPIRED, 1L), Map.of()));
        assertThat(of(published(), cancelled(Cause.WITHDRAWN, Attribution.CLIENT, nothing)))
                .isEqualTo(TaskRecord.NONE);
    }

    @Test
    void open_task_that_nobody_took_is_nobodys() {
        assertThat(of(
                        published(TaskKind.ORDER, null),
                        cancelled(Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, half())))
                .isEqualTo(TaskRecord.NONE);
    }

    @Test
    void what_moves_nothing_adds_nothing_and_not_even_time() {
        assertThat(of(published(), accepted(), requested(Side.CLIENT, null)).updatedAt())
                .isEqualTo(START.plusSeconds(60));
    }

    @Test
    void parts_may_be_added_in_any_order() {
        TaskRecord one = of(published(), accepted(), uploaded(1), completed());
        TaskRecord other =
                of(published(TaskKind.CROWD, null), accepted(), cancelled(Cause.CLIENT, Attribution.CLIENT, half()));
        assertThat(one.plus(other)).isEqualTo(other.plus(one));
        assertThat(one.plus(other).plus(one)).isEqualTo(one.plus(one).plus(other));
        assertThat(TaskRecord.NONE.plus(one)).isEqualTo(one).isEqualTo(one.plus(TaskRecord.NONE));
        assertThat(one.plus(one).orders().income().get("CNY"))
                .isEqualTo(BigInteger.valueOf(2 * completed().quote().toCreatorMinor()));
    }

    @Test
    void rate_is_of_those_that_are_over_and_rounded_down() {
        TaskRecord completed = of(published(), accepted(), uploaded(1), completed());
        TaskRecord cancelled = of(published(), accepted(), cancelled(Cause.CREATOR, Attribution.CREATOR, half()));
        TaskRecord going = of(published(), accepted(), uploaded(1));
        assertThat(going.orders().completionRateBp()).isNull();
        assertThat(completed
                        .plus(completed)
                        .plus(cancelled)
                        .plus(going)
                        .orders()
                        .completionRateBp())
                .isEqualTo(6_666);
    }

    private static TaskCancelled cancelled(Cause cause, Attribution attribution, Quote quote) {
        return new TaskCancelled(
                cause,
                Basis.CONFIRMED,
                null,
                0,
                attribution,
                new ClientId("client-7"),
                new CreatorId("creator-9"),
                null,
                null,
                quote,
                null);
    }

    /** The parts of one task, added up. */
    private static TaskRecord of(TaskEvent... events) {
        TaskRecord record = TaskRecord.NONE;
        TaskView task = null;
        for (EventEnvelope event : Story.of("task-1", events)) {
            record = record.plus(TaskRecord.of(task, event));
            task = TaskView.fold(task, event);
        }
        return record;
    }
}
