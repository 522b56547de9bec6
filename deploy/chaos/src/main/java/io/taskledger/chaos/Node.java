package io.taskledger.chaos;

import io.taskledger.local.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A process that faults happen to. Whoever means it to be down, or frozen, holds its {@link #hold} meanwhile. */
final class Node {

    /** At most one fault at a time; and while one is under way nobody starts it again. */
    final ReentrantLock hold = new ReentrantLock(true);

    private final String name;
    private final Path log;
    private final List<String> command;
    private final @Nullable URI readiness;
    private volatile @Nullable ServiceProcess process;
    private volatile boolean closed;

    /**
     * Not started yet.
     *
     * @param readiness answers 200 when it works; null where nobody asks
     */
    Node(String name, Path log, List<String> command, @Nullable URI readiness) {
        this.name = name;
        this.log = log;
        this.command = List.copyOf(command);
        this.readiness = readiness;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    synchronized void start(String... further) {
        if (!closed) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of(further));
            process = ServiceProcess.start(name, log, all);
        }
    }

    boolean isAlive() {
        ServiceProcess running = process;
        return running != null && running.isAlive();
    }

    long pid() {
        return running().pid();
    }

    int exitCode() throws InterruptedException {
        return running().awaitExit(Duration.ofSeconds(1));
    }

    void awaitReady(Duration patience) throws InterruptedException {
        if (readiness != null) {
            running().awaitReady(readiness, patience);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        running().kill();
    }

    /** SIGTERM; killed where it does not go. */
    void stop() {
        running().stop();
    }

    void freeze() {
        running().pause();
    }

    void thaw() {
        running().resume();
    }

    /** For good. SIGKILL ends a frozen process, too. */
    synchronized void close() {
        closed = true;
        ServiceProcess running = process;
        if (running != null) {
            try {
                running.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ServiceProcess running() {
        ServiceProcess running = process;
        if (running == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return running;
    }
}
