package io.taskledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CountsTest {

    @Test
    void a_fifth_of_repeats_and_a_tenth_in_races_are_enough() {
        assertThat(of(1_000, 200, 100).shortfalls()).isEmpty();
    }

    @Test
    void too_few_repeats_are_named() {
        assertThat(of(1_000, 199, 100).shortfalls())
                .containsExactly("only 199 of 1000 commands were repeats, not 20 %");
    }

    @Test
    void too_few_in_races_are_named() {
        assertThat(of(1_000, 200, 99).shortfalls()).containsExactly("only 99 of 1000 commands were in races, not 10 %");
    }

    @Test
    void of_a_few_commands_nothing_is_said() {
        assertThat(of(999, 0, 0).shortfalls()).isEmpty();
    }

    private static Counts of(long sent, long repeats, long races) {
        return new Counts(0, 0, 0, sent, sent, repeats, races, 0);
    }
}
