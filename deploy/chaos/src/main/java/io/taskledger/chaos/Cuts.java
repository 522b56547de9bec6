package io.taskledger.chaos;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which brokers are cut off, and in which direction. Nothing is refused: what is sent across a cut waits, as in a network,
 * and arrives late where the cut heals before somebody gives up.
 */
final class Cuts {

    /** Who is on the other side of a connection and is no broker: services and clients. */
    static final int NO_BROKER = 0;

    /** Not a monitor: hundreds of virtual threads wait here, and must not take the few real ones with them. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Set<Integer> fromOthers = new HashSet<>();
    private final Set<Integer> toOthers = new HashSet<>();

    /** Nobody reaches it. */
    void cutFromOthers(int broker) {
        change(() -> fromOthers.add(broker));
    }

    /** It reaches no other broker. */
    void cutToOthers(int broker) {
        change(() -> toOthers.add(broker));
    }

    void heal(int broker) {
        change(() -> {
            fromOthers.remove(broker);
            toOthers.remove(broker);
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when nothing is in the way of that connection. */
    void awaitOpen(int from, int to) throws InterruptedException {
        lock.lock();
        try {
            while (from != to && (fromOthers.contains(to) || toOthers.contains(from))) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
