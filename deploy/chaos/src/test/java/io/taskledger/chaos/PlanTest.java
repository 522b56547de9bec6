package io.taskledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.chaos.Plan.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    @Test
    void the_same_seed_gives_the_same_plan() {
        assertThat(Plan.of(7, THREE_MINUTES)).isEqualTo(Plan.of(7, THREE_MINUTES));
        assertThat(Plan.of(7, THREE_MINUTES)).isNotEqualTo(Plan.of(8, THREE_MINUTES));
    }

    @Test
    void a_longer_plan_begins_as_the_shorter_one_does() {
        List<Step> shorter = Plan.of(7, THREE_MINUTES).steps();
        assertThat(Plan.of(7, Duration.ofMinutes(30)).steps()).startsWith(shorter.toArray(Step[]::new));
    }

    @Test
    void three_minutes_are_enough_for_every_fault_with_every_seed() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(Plan.of(seed, THREE_MINUTES).steps())
                    .as("seed %d", seed)
                    .extracting(Step::fault)
                    .contains(Fault.values());
        }
    }

    @Test
    void whoever_is_frozen_or_cut_off_is_so_for_longer_than_transactions_and_sessions_last() {
        assertThat(Plan.of(7, Duration.ofHours(1)).steps())
                .filteredOn(step -> step.fault().name().matches("FREEZE.*|CUT.*"))
                .isNotEmpty()
                .allMatch(step -> step.lasts().compareTo(Duration.ofSeconds(10)) > 0);
    }
}
