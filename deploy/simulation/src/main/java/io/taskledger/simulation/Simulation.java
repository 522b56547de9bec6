package io.taskledger.simulation;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** The command: so many histories, or one again. */
public final class Simulation {

    private static final String USAGE = """
            deploy/simulation/run [--histories N] [--first SEED]   plays N histories (10000), from that seed on (1)
            deploy/simulation/run --seed SEED                      plays one, and prints what happens in it
            """;

    private Simulation() {}

    /** Exit code 0: all hold; 1: one fails, and is printed; 2: usage. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        long histories = 10_000;
        long first = 1;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                long value = Long.parseLong(i + 1 < arguments.length ? arguments[i + 1] : "missing");
                switch (arguments[i]) {
                    case "--histories" -> histories = value;
                    case "--first" -> first = value;
                    case "--seed" -> {
                        return one(value);
                    }
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.print(USAGE);
            return 2;
        }
        return many(histories, first);
    }

    private static int one(long seed) {
        History history = new History(seed, Set.of());
        boolean fails = history.fails();
        System.out.print((fails ? history.shrunk() : history).report());
        return fails ? 1 : 0;
    }

    private static int many(long histories, long first) {
        Histories all = new Histories(Set.of());
        long startNanos = System.nanoTime();
        OptionalLong failing = all.firstFailing(first, histories, done -> say(done, histories, startNanos));
        if (failing.isPresent()) {
            System.out.print(all.report(failing.getAsLong()));
            return 1;
        }
        System.out.println("All histories hold.");
        return 0;
    }

    private static void say(long done, long of, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.err.printf(Locale.ROOT, "%,d of %,d histories, %,.0f a second%n", done, of, done / seconds);
    }
}
