package io.taskledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.local.Options.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {
    private static final Path DATA = Path.of("data");

    @Test
    void without_options_the_demo_is_played_on_the_usual_ports() {
        Options options = parse();
        assertThat(options.demo()).isTrue();
        assertThat(options.exit()).isFalse();
        assertThat(options.port(Port.KAFKA)).isEqualTo(9092);
        assertThat(options.port(Port.HTTP)).isEqualTo(8080);
        assertThat(options.port(Port.DECIDER)).isEqualTo(9081);
        assertThat(options.port(Port.PROJECTOR)).isEqualTo(9082);
        assertThat(options.port(Port.SETTLEMENT)).isEqualTo(9083);
        assertThat(options.port(Port.CREATOR)).isEqualTo(9084);
        assertThat(options.port(Port.POSTGRES)).isEqualTo(5433);
    }

    @Test
    void every_port_has_an_option_that_the_help_names() {
        for (Port port : Port.values()) {
            assertThat(parse(port.option, "12345").port(port)).isEqualTo(12345);
            assertThat(Options.USAGE).contains(port.option, "(" + port.usual + ")");
        }
    }

    @ParameterizedTest
    @CsvSource({"--no-such,--no-such", "--kafka-port,needs a value", "--data,needs a value"})
    void what_is_not_understood_is_named(String option, String named) {
        assertThatThrownBy(() -> parse(option)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "-1", "many"})
    void a_port_is_a_number_from_1_to_65535(String value) {
        assertThatThrownBy(() -> parse("--http-port", value)).hasMessageContainingAll("--http-port", "65535", value);
    }

    @Test
    void a_taken_port_is_named_with_the_option_that_moves_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Stack stack = new Stack(DATA, parse("--kafka-port", port));
            assertThatThrownBy(stack::requireFreePorts).hasMessageContainingAll(port, "taken", "--kafka-port");
        }
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, DATA);
    }
}
