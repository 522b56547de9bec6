package io.taskledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchingTest {

    @TempDir
    private Path machine;

    @Test
    void grafana_of_an_archive_is_at_home_above_its_program() throws IOException {
        Path program = program("opt/grafana/bin/grafana");
        Path home = home("opt/grafana");
        Path onPath = Files.createSymbolicLink(machine.resolve("grafana"), program);
        assertThat(Watching.grafana(onPath)).containsExactly(program.toString(), "server", "--homepath=" + home);
    }

    @Test
    void grafana_of_a_package_is_started_past_the_wrapper_on_the_path() throws IOException {
        Path wrapper = program("usr/sbin/grafana");
        Path program = program("usr/share/grafana/bin/grafana");
        Path home = home("usr/share/grafana");
        assertThat(Watching.grafana(wrapper)).containsExactly(program.toString(), "server", "--homepath=" + home);
    }

    @Test
    void grafana_that_is_laid_out_otherwise_finds_its_home_itself() throws IOException {
        Path program = program("usr/bin/grafana");
        assertThat(Watching.grafana(program)).containsExactly(program.toString(), "server");
    }

    private Path program(String name) throws IOException {
        Path program = machine.toRealPath().resolve(name);
        Files.createDirectories(program.resolveSibling("."));
        Files.createFile(program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private Path home(String name) throws IOException {
        Path home = machine.toRealPath().resolve(name);
        Files.createFile(Files.createDirectories(home.resolve("conf")).resolve("defaults.ini"));
        return home;
    }
}
