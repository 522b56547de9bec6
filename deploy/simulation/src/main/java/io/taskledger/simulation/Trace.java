package io.taskledger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a history, for people. Taken down only when one is replayed. */
final class Trace {

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    void say(Supplier<String> line) {
        if (on) {
            lines.add(line.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
