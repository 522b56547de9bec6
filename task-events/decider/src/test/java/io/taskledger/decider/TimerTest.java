package io.taskledger.decider;

import static io.taskledger.contract.CommandType.EXPIRE_CANCELLATION;
import static io.taskledger.contract.CommandType.EXPIRE_TASK;
import static io.taskledger.contract.CommandType.REMIND_CANCELLATION;
import static io.taskledger.contract.EventType.CANCELLATION_ESCALATED;
import static io.taskledger.contract.EventType.CANCELLATION_REMINDED;
import static io.taskledger.contract.EventType.TASK_CANCELLED;
import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.cancel;
import static io.taskledger.decider.Commands.confirm;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.TopologyBench.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading.Valid;
import io.taskledger.contract.wire.CommandWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimerTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TopologyBench bench = new TopologyBench(1);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void asks_at_the_very_instant_that_an_offer_is_due() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.passes(DAY.minusMillis(1));
        assertThat(asked()).isEmpty();
        bench.passes(Duration.ofMillis(250));
        List<CommandEnvelope> asked = asked();
        assertThat(asked).extracting(CommandEnvelope::type).containsExactly(EXPIRE_TASK);
        assertThat(asked).extracting(CommandEnvelope::actor).containsExactly(Actor.CLOCK);
        assertThat(asked.getFirst().taskId().value()).isEqualTo("t-1");
    }

    @Test
    void asks_again_after_30_seconds_then_twice_as_long_each_time_under_other_ids() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.passes(DAY);
        List<CommandEnvelope> all = new ArrayList<>(asked());
        for (long seconds = 30; seconds <= 480; seconds *= 2) {
            bench.passes(Duration.ofSeconds(seconds).minusMillis(250));
            assertThat(asked()).as("before %s s", seconds).isEmpty();
            bench.passes(Duration.ofMillis(250));
            all.addAll(asked());
        }
        assertThat(all).hasSize(6).extracting(CommandEnvelope::id).doesNotHaveDuplicates();
        bench.passes(Duration.ofMinutes(10));
        bench.passes(Duration.ofMinutes(10));
        assertThat(asked()).as("every ten minutes at least").hasSize(2);
    }

    @Test
    void what_it_asks_ends_the_task_and_it_falls_silent() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.passes(DAY);
        bench.events();
        answer();
        assertThat(bench.events()).extracting(EventEnvelope::type).containsExactly(TASK_CANCELLED);
        bench.passes(DAY);
        assertThat(asked()).isEmpty();
    }

    @Test
    void does_not_ask_once_the_task_has_moved_on() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0.plusSeconds(1));
        bench.send(publish("t-2", "c-1"), T0);
        bench.send(accept("t-2", "c-2"), T0.plusSeconds(1));
        bench.send(cancel("t-2", "c-3"), T0.plusSeconds(2));
        bench.send(confirm("t-2", "c-4"), T0.plusSeconds(3));
        bench.passes(DAY.multipliedBy(4));
        assertThat(asked()).isEmpty();
    }

    @Test
    void reminds_twice_then_says_that_the_window_is_over() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        bench.send(cancel("t-1", "c-3"), T0);
        bench.events();
        bench.passes(Duration.ofHours(24));
        assertThat(answer()).isEqualTo(REMIND_CANCELLATION);
        bench.passes(Duration.ofHours(36).minusMillis(250));
        assertThat(asked()).isEmpty();
        bench.passes(Duration.ofMillis(250));
        assertThat(answer()).isEqualTo(REMIND_CANCELLATION);
        bench.passes(Duration.ofHours(12));
        assertThat(answer()).isEqualTo(EXPIRE_CANCELLATION);
        bench.passes(DAY);
        assertThat(asked()).isEmpty();
        assertThat(bench.events())
                .extracting(EventEnvelope::type)
                .containsExactly(CANCELLATION_REMINDED, CANCELLATION_REMINDED, CANCELLATION_ESCALATED);
    }

    @Test
    void a_reminder_that_came_to_nothing_does_not_keep_the_window_open() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        bench.send(cancel("t-1", "c-3"), T0);
        bench.events();
        bench.passes(Duration.ofHours(80));
        List<CommandEnvelope> asked = asked();
        assertThat(asked).extracting(CommandEnvelope::type).containsExactly(REMIND_CANCELLATION, EXPIRE_CANCELLATION);
        asked.forEach(command -> bench.send(command, bench.now()));
        assertThat(bench.events()).extracting(EventEnvelope::type).containsExactly(CANCELLATION_ESCALATED);
        bench.passes(DAY);
        assertThat(asked()).isEmpty();
    }

    @Test
    void its_records_go_to_the_partition_of_the_task() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.passes(DAY);
        assertThat(bench.asked()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Topic.COMMANDS.topicName());
            assertThat(record.partition()).isZero();
            assertThat(record.key()).isEqualTo(Commands.key("t-1"));
        });
    }

    /** Another process would ask under the same ids, so that what was sent before a restart is a repeat after it. */
    @Test
    void another_one_asks_the_same_under_the_same_id() {
        try (TopologyBench other = new TopologyBench(1)) {
            bench.send(publish("t-1", "c-1"), T0);
            other.send(publish("t-1", "c-1"), T0);
            bench.passes(DAY);
            other.passes(DAY.plusMinutes(7));
            assertThat(asked().getFirst().id())
                    .isEqualTo(asked(other).getFirst().id());
        }
    }

    /** More than it looks at in one round: the next rounds go on where it stopped, and nothing is asked twice. */
    @Test
    void asks_for_everything_however_much_is_due_at_once() {
        int due = 4_500;
        for (int i = 0; i < due; i++) {
            bench.send(publish("t-" + i, "c-1"), T0);
        }
        bench.passes(DAY);
        List<CommandEnvelope> all = new ArrayList<>(asked());
        assertThat(all).hasSizeLessThan(due);
        for (int round = 0; round < 8; round++) {
            bench.passes(Duration.ofMillis(250));
            all.addAll(asked());
        }
        assertThat(all).hasSize(due).extracting(CommandEnvelope::taskId).doesNotHaveDuplicates();
        bench.passes(Duration.ofSeconds(10));
        assertThat(asked()).isEmpty();
    }

    /** Each try costs the loop time: one is enough to know, and what was not taken is due as before. */
    @Test
    void tries_once_a_round_while_no_broker_takes_anything() {
        for (int i = 0; i < 50; i++) {
            bench.send(publish("t-" + i, "c-1"), T0);
        }
        bench.brokerIsAway(true);
        bench.passes(DAY);
        int first = bench.triedInVain();
        bench.passes(Duration.ofMillis(250));
        assertThat(bench.triedInVain() - first).isEqualTo(1);
        bench.brokerIsAway(false);
        bench.passes(Duration.ofMillis(250));
        assertThat(asked()).hasSize(50);
    }

    /** The broker appends what the timer asked, just when it was due, and the decider answers. */
    private CommandType answer() {
        CommandEnvelope command = asked().getFirst();
        bench.send(command, bench.now());
        return command.type();
    }

    private List<CommandEnvelope> asked() {
        return asked(bench);
    }

    private static List<CommandEnvelope> asked(TopologyBench bench) {
        return bench.asked().stream()
                .map(record -> ((Valid<CommandEnvelope>) CommandWire.read(record.key(), record.value())).command())
                .toList();
    }
}
