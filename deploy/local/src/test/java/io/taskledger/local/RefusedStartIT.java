package io.taskledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.broker.FreePorts;
import io.taskledger.local.Stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projector's real jar with settings by which the view would be open to nobody, or to everybody. */
final class RefusedStartIT {

    @TempDir
    static Path data;

    @Test
    void without_settings_it_says_in_one_line_what_to_set() throws Exception {
        assertThat(refusal("nothing"))
                .contains("Stopped: Refusing to start: nobody could be let in over HTTP. Set taskledger.http.issuer");
    }

    @Test
    void open_to_the_world_it_does_not_start() throws Exception {
        assertThat(refusal("open", "--taskledger.http.access=open", "--server.address=0.0.0.0"))
                .contains("taskledger.http.access=open needs server.address=127.0.0.1, but it is 0.0.0.0");
    }

    /** Neither needs PostgreSQL or Kafka to be there. */
    private static String refusal(String name, String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(Commands.run(
                Service.PROJECTOR.jar(Path.of("../..").toAbsolutePath().normalize())));
        command.add("--server.port=" + FreePorts.take());
        command.add("--management.server.port=" + FreePorts.take());
        command.addAll(Arrays.asList(settings));
        Path log = data.resolve(name + ".log");
        assertThat(ServiceProcess.start(name, log, command).awaitExit(Duration.ofMinutes(2)))
                .isEqualTo(1);
        List<String> errors = Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"ERROR\""))
                .toList();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }
}
