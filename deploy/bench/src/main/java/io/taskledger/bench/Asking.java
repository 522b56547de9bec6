package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Asks over HTTP, at a rate that does not give way when answers are slow. By the JDK's plain old client: the new one takes
 * several times the processor for a request, which on a small machine is what would be measured.
 */
record Asking(URI projector) {

    /** Kept open; whoever finds none free waits, and that is part of the time. */
    private static final int CONNECTIONS = 32;

    private static final int TIMEOUT_MS = 30_000;

    static {
        System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
    }

    /** So many a second, for so long. */
    Latencies steadily(int perSecond, Duration duration, IntFunction<String> paths) throws InterruptedException {
        int total = Math.toIntExact(perSecond * duration.toSeconds());
        Latencies latencies = new Latencies(total);
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> askers = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            askers.add(Thread.ofPlatform().name("asker-" + n).start(() -> {
                for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                    long due = begin + i * 1_000_000_000L / perSecond;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    ask(paths.apply(i), due, latencies);
                }
            }));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        return latencies;
    }

    /** The answer's body; how long it took goes to the latencies. */
    String once(String path, Latencies latencies) {
        return ask(path, System.nanoTime(), latencies);
    }

    /** Empty where there was none. */
    private String ask(String path, long dueNanos, Latencies latencies) {
        String body = "";
        try {
            HttpURLConnection request =
                    (HttpURLConnection) projector.resolve(path).toURL().openConnection();
            request.setConnectTimeout(TIMEOUT_MS);
            request.setReadTimeout(TIMEOUT_MS);
            try (InputStream answer = request.getInputStream()) {
                body = new String(answer.readAllBytes(), UTF_8);
            }
        } catch (UncheckedIOException | IOException e) {
            System.err.println(path + ": " + e);
        }
        latencies.add(System.nanoTime() - dueNanos, !body.isEmpty());
        return body;
    }
}
