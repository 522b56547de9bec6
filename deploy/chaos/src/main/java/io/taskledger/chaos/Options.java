package io.taskledger.chaos;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the command line said. */
record Options(
        boolean help,
        Scenario scenario,
        int minutes,
        long seed,
        long transactions,
        Path data,
        @Nullable Path log) {

    private static final int DEFAULT_MINUTES = 3;
    private static final int MAX_MINUTES = 24 * 60;

    /** More than twice as many as one producer has epochs. */
    private static final long DEFAULT_TRANSACTIONS = 70_000;

    static final String USAGE = """
            deploy/chaos/run [options]   three brokers and two instances of each service under faults and load; then everything
                                         is healed, and what was written is audited

              --scenario S faults (the default), or one of: idle, for longer than brokers remember producers; disk-full, of one
                           broker; epochs, many transactions of one producer, within --minutes N (one broker, one
                           partition of each topic, one instance of each service)
              --minutes N  how long faults happen (3); starting, healing and the audit come on top
              --seed N     which faults, when, to whom (1)
              --transactions N
                           how many of one producer, in the scenario epochs (70000: a producer has 32,767 epochs)
              --log FILE   append a row to a table in this file, such as docs/campaign.md
              --data DIR   where data and logs are kept until the next campaign (deploy/chaos/.data)
              --help

            Exit code: 0 no violation, 1 a violation or something that does not come up again, 2 wrong usage.
            """;

    /** Throws {@link IllegalArgumentException} with a sentence that names the option. */
    static Options parse(String[] arguments, Path defaultData) {
        boolean help = false;
        Scenario scenario = Scenario.FAULTS;
        int minutes = DEFAULT_MINUTES;
        long seed = 1;
        long transactions = DEFAULT_TRANSACTIONS;
        Path data = defaultData;
        Path log = null;
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--help" -> help = true;
                case "--scenario" -> scenario = Scenario.of(value(option, rest));
                case "--minutes" -> minutes = (int) number(option, rest, 1, MAX_MINUTES);
                case "--seed" -> seed = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--transactions" -> transactions = number(option, rest, 1, Long.MAX_VALUE);
                case "--data" -> data = Path.of(value(option, rest)).toAbsolutePath();
                case "--log" -> log = Path.of(value(option, rest)).toAbsolutePath();
                default -> throw new IllegalArgumentException("There is no option " + option + "; see --help.");
            }
        }
        return new Options(help, scenario, minutes, seed, transactions, data, log);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; see --help.");
        }
        return rest.next();
    }

    private static long number(String option, Iterator<String> rest, long least, long most) {
        String value = value(option, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                option + " must be a whole number from " + least + " to " + most + ", but was " + value + ".");
    }
}
