package io.taskledger.audit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the command line said. */
record Options(
        boolean help,
        String bootstrapServers,
        @Nullable Path commandConfig,
        @Nullable Path dump,
        @Nullable Path from,
        boolean live,
        Creators creators,
        @Nullable String view,
        boolean viewAll,
        @Nullable Path viewToken,
        @Nullable Path json) {

    static final String USAGE = """
            deploy/audit/run [options]   reads all topics and says whether the rules hold; changes nothing

              --bootstrap HOST:PORT,…  the brokers (127.0.0.1:9092)
              --command-config FILE    further properties of Kafka's clients, for secured clusters
              --live                   the services are running: what is behind the last answer, or the last settlement,
                                       is not judged. Without it all must be answered and settled.
              --creators reviewed|open how the deciders' taskledger.creators is set (reviewed)
              --view URL               also compare the view, as http://127.0.0.1:8080: some 1,000 tasks, as many creators
              --view-all               … all of them
              --view-token FILE        a file with the token that the view asks for
              --json FILE              also write the report as JSON
              --dump FILE              write all records into a file, as JSON lines, and audit nothing
              --from FILE              audit such a file instead of a cluster
              --help

            Exit code: 0 all hold, 1 violations, 2 wrong usage or something could not be read.
            Large topics go through files in java.io.tmpdir (set it with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…), one
            partition at a time; memory does not grow with the number of tasks.
            """;

    /** Throws {@link IllegalArgumentException} with a sentence that names the option. */
    static Options parse(String[] arguments) {
        boolean help = false;
        String bootstrapServers = "127.0.0.1:9092";
        Path commandConfig = null;
        Path dump = null;
        Path from = null;
        boolean live = false;
        Creators creators = Creators.REVIEWED;
        String view = null;
        boolean viewAll = false;
        Path viewToken = null;
        Path json = null;
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--help" -> help = true;
                case "--live" -> live = true;
                case "--view-all" -> viewAll = true;
                case "--bootstrap" -> bootstrapServers = value(option, rest);
                case "--command-config" -> commandConfig = Path.of(value(option, rest));
                case "--creators" -> creators = creators(value(option, rest));
                case "--dump" -> dump = Path.of(value(option, rest));
                case "--from" -> from = Path.of(value(option, rest));
                case "--view" -> view = value(option, rest);
                case "--view-token" -> viewToken = Path.of(value(option, rest));
                case "--json" -> json = Path.of(value(option, rest));
                default -> throw new IllegalArgumentException("There is no option " + option + "; see --help.");
            }
        }
        if (view == null && (viewAll || viewToken != null)) {
            throw new IllegalArgumentException("--view-all and --view-token go with --view; see --help.");
        }
        return new Options(
                help, bootstrapServers, commandConfig, dump, from, live, creators, view, viewAll, viewToken, json);
    }

    private static Creators creators(String value) {
        return switch (value) {
            case "reviewed" -> Creators.REVIEWED;
            case "open" -> Creators.OPEN;
            default -> throw new IllegalArgumentException("--creators is reviewed or open, not " + value + ".");
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; see --help.");
        }
        return rest.next();
    }
}
