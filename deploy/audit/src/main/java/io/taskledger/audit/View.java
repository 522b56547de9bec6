package io.taskledger.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The view over HTTP. */
public final class View {

    /** How long it may lag behind the log, and how long an answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Before it is asked again where it lags. */
    static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final @Nullable String token;
    private final long sample;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * Where the view is.
     *
     * @param token  sent as a bearer's; null where none is needed
     * @param sample so many tasks, and so many creators, are looked at
     */
    public View(String base, @Nullable String token, long sample) {
        this(base, token, sample, InstantSource.system(), PATIENCE);
    }

    View(String base, @Nullable String token, long sample, InstantSource clock, Duration patience) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.token = token;
        this.sample = sample;
        this.clock = clock;
        this.patience = patience;
    }

    /** By {@link System#nanoTime}: who is behind then is wrong. */
    long giveUpAt() {
        return System.nanoTime() + patience.toNanos();
    }

    /** By our clock; the view goes by its own. */
    long nowMs() {
        return clock.millis();
    }

    /** Of so many parts, how many to look at in each. */
    long sample(int parts) {
        return Math.ceilDiv(sample, (long) parts);
    }

    /** Whether it can be asked for at all. */
    static boolean isId(String id) {
        return id.matches("[A-Za-z0-9._:-]{1,64}");
    }

    /** Null where the view does not know it. */
    @Nullable
    Json get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == 404) {
            return null;
        }
        Json json = Json.parse(response.body());
        if (response.statusCode() != 200 || json == null) {
            throw new IOException("The view answered " + response.statusCode() + " to GET " + path + ".");
        }
        return json;
    }
}
