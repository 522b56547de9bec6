package io.taskledger.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the command line said. */
record Options(
        boolean exit,
        boolean fresh,
        boolean demo,
        boolean open,
        boolean playOn,
        boolean watch,
        boolean help,
        @Nullable URI alertsTo,
        Path data,
        Map<Port, Integer> ports) {

    static final String USAGE = """
            deploy/local/run [options]   starts Taskledger on this machine and plays the guide's cases

              --exit               leave after the cases (exit code 0: all as the rules say)
              --fresh              forget the data of earlier runs first
              --no-demo            play nothing
              --open               HTTP needs no token, orders need no review of creators
              --play-on            go on playing cases while it is up, some in a second: something to look at
              --watch              Prometheus and Alertmanager, too, and Grafana where it is on the PATH
              --alerts-to URL      where Alertmanager posts alerts (with --watch)
              --data DIR           where data is kept (deploy/local/.data)
              --kafka-port N       (9092)
              --http-port N        tasks over HTTP (8080)
              --decider-port N     management of the decider (9081)
              --projector-port N   management of the projector (9082)
              --settlement-port N  management of the settlement service (9083)
              --creator-port N     management of the creators' decider (9084)
              --postgres-port N    (5433)
              --prometheus-port N  (9090)
              --alertmanager-port N (9093)
              --grafana-port N     (3000)
            """;

    /** What listens, where, and which option moves it. */
    enum Port {
        KAFKA("--kafka-port", 9092),
        HTTP("--http-port", 8080),
        DECIDER("--decider-port", 9081),
        PROJECTOR("--projector-port", 9082),
        SETTLEMENT("--settlement-port", 9083),
        CREATOR("--creator-port", 9084),
        POSTGRES("--postgres-port", 5433),
        PROMETHEUS("--prometheus-port", 9090),
        ALERTMANAGER("--alertmanager-port", 9093),
        GRAFANA("--grafana-port", 3000);

        private static final Set<Port> WATCHING = EnumSet.of(PROMETHEUS, ALERTMANAGER, GRAFANA);

        final String option;
        final int usual;

        Port(String option, int usual) {
            this.option = option;
            this.usual = usual;
        }
    }

    /** Whether something listens there in this run. */
    boolean uses(Port port) {
        return watch || !Port.WATCHING.contains(port);
    }

    int port(Port port) {
        return ports.getOrDefault(port, port.usual);
    }

    /** Throws {@link IllegalArgumentException} with a sentence that names the option. */
    static Options parse(String[] arguments, Path defaultData) {
        boolean exit = false;
        boolean fresh = false;
        boolean demo = true;
        boolean open = false;
        boolean playOn = false;
        boolean watch = false;
        boolean help = false;
        URI alertsTo = null;
        Path data = defaultData;
        Map<Port, Integer> ports = new TreeMap<>();
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--exit" -> exit = true;
                case "--fresh" -> fresh = true;
                case "--no-demo" -> demo = false;
                case "--open" -> open = true;
                case "--play-on" -> playOn = true;
                case "--watch" -> watch = true;
                case "--help" -> help = true;
                case "--alerts-to" -> alertsTo = URI.create(value(option, rest));
                case "--data" -> data = Path.of(value(option, rest)).toAbsolutePath();
                default -> ports.put(port(option), number(option, value(option, rest)));
            }
        }
        return new Options(exit, fresh, demo, open, playOn, watch, help, alertsTo, data, ports);
    }

    private static Port port(String option) {
        return Arrays.stream(Port.values())
                .filter(port -> port.option.equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no option " + option + "; see --help."));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; see --help.");
        }
        return rest.next();
    }

    private static int number(String option, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(option + " must be a port from 1 to 65535, but was " + value + ".");
    }
}
