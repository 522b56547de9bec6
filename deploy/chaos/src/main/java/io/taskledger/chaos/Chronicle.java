package io.taskledger.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What happens, line by line, with the time since the beginning. */
final class Chronicle {

    private final PrintStream out;
    private final long beginNanos = System.nanoTime();

    Chronicle(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        synchronized (out) {
            out.printf(Locale.ROOT, "%7.1f s  %s%n", age().toMillis() / 1e3, what);
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }
}
