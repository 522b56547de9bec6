package io.taskledger.decider;

import static io.taskledger.contract.EventType.TASK_ACCEPTED;
import static io.taskledger.contract.EventType.TASK_PUBLISHED;
import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.engine.LostState;
import io.taskledger.engine.deciding.PartitionStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partition knows when it is taken over. */
final class TaskCommandProcessorTest {

    private final ProcessorBench bench = new ProcessorBench();

    @Test
    void a_record_at_or_below_the_highest_decided_offset_emits_nothing() {
        bench.decide(7, publish("t-1", "c-1"));
        bench.takeOver();
        bench.decide(6, publish("t-2", "c-1"));
        bench.decide(7, accept("t-1", "c-2"));
        assertThat(bench.forwarded()).isEmpty();
        bench.decide(8, accept("t-1", "c-2"));
        assertThat(bench.events()).extracting(EventEnvelope::type).containsExactly(TASK_ACCEPTED);
    }

    @Test
    void after_a_rebuild_from_the_log_a_repeat_is_known_and_so_is_how_far_was_decided() {
        bench.decide(3, publish("t-1", "c-1"));
        bench.decide(4, accept("t-1", "c-2"));
        bench.loseState();
        bench.fold();
        bench.takeOver();
        bench.decide(4, accept("t-1", "c-3"));
        assertThat(bench.forwarded()).isEmpty();
        bench.decide(5, publish("t-1", "c-1"));
        assertThat(bench.events()).isEmpty();
        assertThat(bench.results()).extracting(CommandResult::replayed).containsExactly(true);
    }

    @Test
    void folding_what_was_folded_changes_nothing() {
        bench.decide(3, publish("t-1", "c-1"));
        bench.decide(4, accept("t-1", "c-2"));
        bench.loseState();
        bench.fold();
        bench.fold();
        assertThat(bench.version("t-1")).isEqualTo(2);
    }

    /** Streams revives a task with the very same processor: what the aborted transaction decided must be gone. */
    @Test
    void a_revived_task_decides_anew_what_the_aborted_transaction_had_decided() {
        bench.decide(0, publish("t-1", "c-1"));
        bench.abort();
        bench.decide(0, publish("t-1", "c-1"));
        assertThat(bench.events()).extracting(EventEnvelope::type).containsExactly(TASK_PUBLISHED);
        assertThat(bench.results()).extracting(CommandResult::replayed).containsExactly(false);
    }

    @Test
    void a_log_that_knows_more_than_the_state_is_a_lost_state() {
        bench.decide(0, publish("t-1", "c-1"));
        bench.decide(1, accept("t-1", "c-2"));
        bench.takeOver();
        bench.loseState();
        assertThatThrownBy(bench::takeOver)
                .isInstanceOf(LostState.class)
                .hasMessageContaining("task.events-0@1")
                .hasMessageContaining("--rebuild");
    }

    @ParameterizedTest
    @ValueSource(strings = {TaskForm.STORE, PartitionStores.DEADLINES, PartitionStores.DECIDED_UP_TO})
    void a_store_that_is_lost_alone_is_noticed(String store) {
        bench.decide(0, publish("t-1", "c-1"));
        bench.loseStore(store);
        assertThatThrownBy(bench::takeOver).isInstanceOf(LostState.class).hasMessageContainingAll(store, "--rebuild");
    }

    @Test
    void commands_that_end_before_what_was_decided_are_noticed() {
        bench.decide(41, publish("t-1", "c-1"));
        bench.inputEndsAt(42);
        bench.takeOver();
        bench.inputEndsAt(41);
        assertThatThrownBy(bench::takeOver)
                .isInstanceOf(LostState.class)
                .hasMessageContainingAll("task.commands-0", "41", "older copy");
    }
}
