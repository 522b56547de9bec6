package io.taskledger.local;

import io.taskledger.local.Options.Port;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prometheus, Alertmanager and Grafana, as far as they are installed, with the settings of production but for addresses and a
 * faster pace.
 *
 * @param deploy where the settings are
 */
record Watching(Path deploy, Options options) {

    static final String DIRECTORY = "watching";

    private static final String INSTALL = "apt-get install --no-install-recommends prometheus prometheus-alertmanager";

    /** Command lines by name. What they read is written below the data's directory first. */
    Map<String, List<String>> commands() throws IOException {
        Path home = Files.createDirectories(options.data().resolve(DIRECTORY));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        Optional<Path> prometheus = onPath("prometheus");
        if (prometheus.isPresent()) {
            commands.put("prometheus", prometheus(prometheus.get(), home));
        }
        Optional<Path> alertmanager = onPath("prometheus-alertmanager", "alertmanager");
        if (alertmanager.isPresent()) {
            commands.put("alertmanager", alertmanager(alertmanager.get(), home));
        }
        Optional<Path> grafana = onPath("grafana");
        if (grafana.isPresent()) {
            commands.put("grafana", grafana(grafana.get(), home));
        }
        return commands;
    }

    /** What is there, and how to get what is not. */
    static String said(Options options) {
        return said("Prometheus   ", options.port(Port.PROMETHEUS), INSTALL, "prometheus")
                + said(
                        "Alertmanager ",
                        options.port(Port.ALERTMANAGER),
                        INSTALL,
                        "prometheus-alertmanager",
                        "alertmanager")
                + said(
                        "Grafana      ",
                        options.port(Port.GRAFANA),
                        "put grafana on the PATH: grafana.com/grafana/download",
                        "grafana");
    }

    private static String said(String what, int port, String install, String... binaries) {
        return "  " + what
                + (onPath(binaries).isPresent() ? "http://127.0.0.1:" + port : "is not installed. " + install) + "\n";
    }

    private List<String> prometheus(Path binary, Path home) throws IOException {
        Path from = deploy.resolve("prometheus");
        for (String file : List.of("recording.yml", "alerts.yml")) {
            write(home.resolve(file), Files.readString(from.resolve(file)));
        }
        write(
                home.resolve("prometheus.yml"),
                Files.readString(from.resolve("prometheus.yml")).replace(": 10s", ": 2s"));
        write(
                home.resolve("targets/local.yml"),
                Stream.of(Port.DECIDER, Port.CREATOR, Port.SETTLEMENT, Port.PROJECTOR)
                        .map(port -> "- targets: [127.0.0.1:%d]\n  labels: {environment: local, service: %s}\n"
                                .formatted(options.port(port), port.name().toLowerCase(Locale.ROOT)))
                        .reduce("", String::concat));
        write(
                home.resolve("alertmanagers/local.yml"),
                "- targets: [127.0.0.1:" + options.port(Port.ALERTMANAGER) + "]\n");
        return List.of(
                binary.toString(),
                "--config.file=" + home.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + home.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + options.port(Port.PROMETHEUS));
    }

    private List<String> alertmanager(Path binary, Path home) throws IOException {
        String settings = Files.readString(deploy.resolve("prometheus/alertmanager.yml.example"))
                .replace("group_wait: 10s", "group_wait: 1s")
                .replace("group_interval: 1m", "group_interval: 5s");
        write(
                home.resolve("alertmanager.yml"),
                options.alertsTo() == null
                        ? settings.replaceAll("(?m)^ *webhook_configs:.*\n", "")
                        : settings.replaceAll(
                                "http://[a-z]+\\.example/hook",
                                options.alertsTo().toString()));
        return List.of(
                binary.toString(),
                "--config.file=" + home.resolve("alertmanager.yml"),
                "--storage.path=" + home.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + options.port(Port.ALERTMANAGER),
                "--cluster.listen-address=");
    }

    private List<String> grafana(Path binary, Path home) throws IOException {
        Path from = deploy.resolve("grafana");
        for (String file : List.of("datasources/prometheus.yml", "dashboards/taskledger.yml")) {
            write(
                    home.resolve("provisioning").resolve(file),
                    Files.readString(from.resolve("provisioning").resolve(file))
                            .replace("$PROMETHEUS_URL", "http://127.0.0.1:" + options.port(Port.PROMETHEUS))
                            .replace(
                                    "$TASKLEDGER_DASHBOARDS",
                                    from.resolve("dashboards").toString()));
        }
        List<String> command = grafana(binary);
        command.addAll(List.of(
                "cfg:paths.data=" + home.resolve("grafana"),
                "cfg:paths.logs=" + home.resolve("grafana/log"),
                "cfg:paths.plugins=" + home.resolve("grafana/plugins"),
                "cfg:paths.provisioning=" + home.resolve("provisioning"),
                "cfg:server.http_addr=127.0.0.1",
                "cfg:server.http_port=" + options.port(Port.GRAFANA),
                "cfg:auth.anonymous.enabled=true"));
        return command;
    }

    /**
     * As an archive lays it out, the program is below its home. What a package puts on the PATH is a wrapper, which would have the
     * machine's own settings read: its home, and the program, are below {@code share}.
     */
    static List<String> grafana(Path binary) throws IOException {
        Path above = binary.toRealPath().resolve("../..").normalize();
        List<String> command = new ArrayList<>(List.of(binary.toString(), "server"));
        Stream.of(above, above.resolve("share/grafana"))
                .filter(home -> Files.exists(home.resolve("conf/defaults.ini")))
                .findFirst()
                .ifPresent(home -> {
                    Path program = home.resolve("bin/grafana");
                    if (Files.isExecutable(program)) {
                        command.set(0, program.toString());
                    }
                    command.add("--homepath=" + home);
                });
        return command;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static Optional<Path> onPath(String... names) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Arrays.stream(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
