package io.taskledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process that we started, and its log. */
public final class ServiceProcess {

    /** Longest wait for a process to stop by itself. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    private final String name;
    private final Path log;
    private final Process process;
    private volatile boolean stopping;

    private ServiceProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts it; what it prints goes to the log. */
    public static ServiceProcess start(String name, Path log, List<String> command) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new ServiceProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** What it has used of the processors by now. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** It stands still, with all that it holds, until it is resumed; nothing where it is gone. */
    public void pause() {
        signal("STOP");
    }

    /** It goes on; nothing where it was not paused, or is gone. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0 && process.isAlive()) {
                throw new IllegalStateException(name + " takes no " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Nobody asked it to. */
    boolean endedByItself() {
        return !process.isAlive() && !stopping;
    }

    /** Waits until that address answers 200. Throws {@link NotStarted} with the end of the log where it does not. */
    public void awaitReady(URI health, Duration patience) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long giveUpAt = System.nanoTime() + patience.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!answers(http, request)) {
                if (!process.isAlive()) {
                    throw new NotStarted(name + " stopped with exit code " + process.exitValue() + ".", log);
                }
                if (System.nanoTime() > giveUpAt) {
                    throw new NotStarted(name + " was not ready within " + patience.toSeconds() + " s.", log);
                }
                Thread.sleep(POLL);
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks it to stop, and makes it where it does not. */
    public void stop() {
        stopping = true;
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has ended by itself, and returns its exit code. Throws {@link IllegalStateException} where it does not end. */
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " has not ended within " + patience.toSeconds() + " s; see " + log);
        }
        return process.exitValue();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A process did not come up; the message ends with the last lines of its log. */
    public static final class NotStarted extends IllegalStateException {

        private static final int LAST_LINES = 12;

        NotStarted(String what, Path log) {
            super(what + " The end of " + log + ":\n" + end(log));
        }

        private static String end(Path log) {
            try {
                List<String> lines = Files.readAllLines(log);
                return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
            } catch (IOException e) {
                return "(" + e.getMessage() + ")";
            }
        }
    }
}
