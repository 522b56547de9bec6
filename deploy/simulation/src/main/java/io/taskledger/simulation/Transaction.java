package io.taskledger.simulation;

import java.util.LinkedHashSet;
import java.util.Set;

/** Records that count together, or not at all. */
final class Transaction {

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Set<PartitionLog> written = new LinkedHashSet<>();
    private State state = State.OPEN;

    void writes(PartitionLog log) {
        written.add(log);
    }

    void commit() {
        end(State.COMMITTED);
    }

    void abort() {
        end(State.ABORTED);
    }

    private void end(State end) {
        if (state != State.OPEN) {
            throw new IllegalStateException("ended already: " + state);
        }
        state = end;
        written.forEach(log -> log.mark(this));
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isAborted() {
        return state == State.ABORTED;
    }
}
