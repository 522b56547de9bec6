package io.taskledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Asks over HTTP, at a rate that does not give way when answers are slow. */
record Asking(URI projector, HttpClient http) implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    Asking(URI projector) {
        this(
                projector,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** So many a second, for so long. */
    Latencies steadily(int perSecond, Duration duration, IntFunction<String> paths) throws InterruptedException {
        int total = Math.toIntExact(perSecond * duration.toSeconds());
        Latencies latencies = new Latencies(total);
        long begin = System.nanoTime();
        for (int i = 0; i < total; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var unused = http.sendAsync(request(paths.apply(i)), BodyHandlers.ofByteArray())
                    .whenComplete((response, failure) ->
                            latencies.add(System.nanoTime() - due, failure == null && response.statusCode() == 200));
        }
        while (latencies.count() < total) {
            Thread.sleep(10);
        }
        return latencies;
    }

    /** The answer's body; how long it took goes to the latencies. */
    String once(String path, Latencies latencies) throws InterruptedException, IOException {
        long asked = System.nanoTime();
        var response = http.send(request(path), BodyHandlers.ofString());
        latencies.add(System.nanoTime() - asked, response.statusCode() == 200);
        return response.body();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(projector.resolve(path)).timeout(TIMEOUT).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
