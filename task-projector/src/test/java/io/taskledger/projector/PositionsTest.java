package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"@", "@0", "@-1.17.-1.999999999999999999"})
    void positions_read_what_they_wrote(String written) {
        assertThat(Positions.isOne(written)).isTrue();
        assertThat(Positions.parse(written)).hasToString(written);
    }

    @Test
    void partition_that_is_not_named_has_none() {
        Positions positions = Positions.none();
        positions.set(2, 5);
        assertThat(positions).hasToString("@-1.-1.5");
        positions.set(0, 7);
        assertThat(positions.toArray()).containsExactly(7L, -1L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "@.", "@1.", "@.1", "@1..2", "@--1", "@1,2", "@1234567890123456789", "@x"})
    void anything_else_is_none(String text) {
        assertThat(Positions.isOne(text)).isFalse();
    }
}
