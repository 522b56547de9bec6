package io.taskledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {
    private static final Path DATA = Path.of("data");

    @Test
    void three_minutes_are_usual_and_nothing_is_written_elsewhere() {
        Options options = parse();
        assertThat(options.minutes()).isEqualTo(3);
        assertThat(options.data()).isEqualTo(DATA);
        assertThat(options.log()).isNull();
    }

    @Test
    void numbers_are_what_was_said() {
        Options options = parse("--minutes", "120", "--seed", "-7", "--transactions", "500");
        assertThat(options.minutes()).isEqualTo(120);
        assertThat(options.seed()).isEqualTo(-7);
        assertThat(options.transactions()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"--no-such,--no-such", "--minutes,needs a value", "--log,needs a value"})
    void what_is_not_understood_is_named(String option, String named) {
        assertThatThrownBy(() -> parse(option)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"--minutes,0", "--minutes,1441", "--minutes,many", "--seed,1.5", "--transactions,0"})
    void what_is_no_number_in_range_is_named(String option, String value) {
        assertThatThrownBy(() -> parse(option, value)).hasMessageContainingAll(option, value);
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, DATA);
    }
}
