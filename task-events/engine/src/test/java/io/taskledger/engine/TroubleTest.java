package io.taskledger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TroubleTest {

    private Duration now = Duration.ZERO;
    private final Trouble trouble = new Trouble(Duration.ofMinutes(15), () -> now.toNanos());

    @Test
    void threads_that_fail_one_after_the_other_are_replaced_for_so_long_only() {
        for (int minute = 0; minute <= 15; minute++) {
            assertThat(failsAt(minute)).as("minute %d", minute).isTrue();
        }
        assertThat(failsAt(16)).isFalse();
    }

    @Test
    void a_thread_that_had_committed_shows_that_it_had_passed() {
        assertThat(failsAt(0)).isTrue();
        assertThat(failsAt(9)).isTrue();
        now = Duration.ofMinutes(16);
        assertThat(trouble.mayPass(true)).isTrue();
        assertThat(failsAt(25)).isTrue();
        assertThat(failsAt(31)).isTrue();
        assertThat(failsAt(32)).isFalse();
    }

    @Test
    void after_a_while_without_any_it_is_another_trouble() {
        assertThat(failsAt(0)).isTrue();
        assertThat(failsAt(11)).isTrue();
        assertThat(failsAt(20)).isTrue();
        assertThat(failsAt(27)).isFalse();
    }

    private boolean failsAt(int minute) {
        now = Duration.ofMinutes(minute);
        return trouble.mayPass(false);
    }
}
