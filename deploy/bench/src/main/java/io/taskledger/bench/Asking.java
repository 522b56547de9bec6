package io.taskledger.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Asks over HTTP, one by one, or at a rate that does not give way when answers are slow. */
final class Asking implements Closeable {

    /** Kept open; whoever finds none free waits, and that is part of the time. */
    private static final int CONNECTIONS = 32;

    private final URI projector;
    private final String token;
    private final PlainHttp one;

    Asking(URI projector, String token) throws IOException {
        this.projector = projector;
        this.token = token;
        this.one = new PlainHttp(projector, token);
    }

    /** So many a second, for so long. */
    Latencies steadily(int perSecond, Duration duration, IntFunction<String> paths) throws InterruptedException {
        int total = Math.toIntExact(perSecond * duration.toSeconds());
        Latencies latencies = new Latencies(total);
        AtomicInteger next = new AtomicInteger();
        Pace pace = Pace.ofNow(perSecond);
        List<Thread> askers = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            askers.add(Thread.ofPlatform().name("asker-" + n).start(() -> {
                try (PlainHttp http = new PlainHttp(projector, token)) {
                    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                        long due = pace.await(i);
                        boolean answered = !http.ask(paths.apply(i)).isEmpty();
                        latencies.add(System.nanoTime() - due, answered);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        return latencies;
    }

    /** The answer's body; how long it took goes to the latencies. */
    String once(String path, Latencies latencies) throws IOException {
        long asked = System.nanoTime();
        String body = one.ask(path);
        latencies.add(System.nanoTime() - asked, !body.isEmpty());
        return body;
    }

    @Override
    public void close() throws IOException {
        one.close();
    }
}
