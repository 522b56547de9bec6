package io.taskledger.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts again, after a pause, what has stopped by itself; as whoever runs services does. */
final class Supervisor implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<Node> nodes;
    private final Chronicle chronicle;
    private final Map<String, Integer> restarts = new TreeMap<>();
    private final Thread thread;

    Supervisor(List<Node> nodes, Chronicle chronicle) {
        this.nodes = nodes;
        this.chronicle = chronicle;
        this.thread = Thread.ofPlatform().daemon().name("supervisor").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                for (Node node : nodes) {
                    look(node);
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** What is meant to be down is held by whoever means it. */
    private void look(Node node) throws InterruptedException {
        if (!node.isAlive() && node.hold.tryLock()) {
            try {
                if (!node.isAlive()) {
                    chronicle.say(node.name() + " has stopped with exit code " + node.exitCode()
                            + " and is started again; see " + node.log());
                    synchronized (restarts) {
                        restarts.merge(node.name(), 1, Integer::sum);
                    }
                    Thread.sleep(PAUSE);
                    node.start();
                }
            } finally {
                node.hold.unlock();
            }
        }
    }

    /** How often each has stopped by itself. */
    Map<String, Integer> restarts() {
        synchronized (restarts) {
            return new TreeMap<>(restarts);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
