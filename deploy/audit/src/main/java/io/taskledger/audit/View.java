package io.taskledger.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The view over HTTP. */
public final class View {

    /** How long it may lag behind the log, and how long an answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long it may be away, as while it is restarted. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);

    /** Before it is asked again where it lags, or is away. */
    static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final @Nullable Path tokenFile;
    private @Nullable String token;
    private final long sample;
    private final InstantSource clock;
    private final Duration patience;
    private final Duration longestOutage;
    private long awayNanos;

    /**
     * Where the view is.
     *
     * @param tokenFile what is in it is sent as a bearer's; null where none is needed
     * @param sample    so many tasks, and so many creators, are looked at
     */
    public View(String base, @Nullable Path tokenFile, long sample) throws IOException {
        this(base, tokenFile, sample, InstantSource.system(), PATIENCE, LONGEST_OUTAGE);
    }

    View(
            String base,
            @Nullable Path tokenFile,
            long sample,
            InstantSource clock,
            Duration patience,
            Duration longestOutage)
            throws IOException {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.tokenFile = tokenFile;
        this.token = tokenFile == null ? null : read(tokenFile);
        this.sample = sample;
        this.clock = clock;
        this.patience = patience;
        this.longestOutage = longestOutage;
    }

    /** By {@link #nanos}: who is behind then is wrong. */
    long giveUpAt() {
        return nanos() + patience.toNanos();
    }

    /** Stands still while the view is away, as it catches up with nothing then. */
    long nanos() {
        return System.nanoTime() - awayNanos;
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
        byte[] body = body(path);
        Json json = body == null ? null : Json.parse(body);
        if (body != null && json == null) {
            throw new IOException("The view answered no JSON to GET " + path + ".");
        }
        return json;
    }

    /** Empty where the view does not know it. */
    List<Json> list(String path) throws IOException, InterruptedException {
        byte[] body = body(path);
        try {
            return body == null
                    ? List.of()
                    : Json.MAPPER.readTree(body).values().stream()
                            .map(Json::new)
                            .toList();
        } catch (JacksonException e) {
            throw new IOException("The view answered no JSON to GET " + path + ".", e);
        }
    }

    /** Null where there is none. Tokens live for minutes, an audit for hours: the file's has been renewed meanwhile. */
    private byte @Nullable [] body(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = answer(path);
        if (response.statusCode() == 401 && tokenFile != null) {
            token = read(tokenFile);
            response = answer(path);
        }
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 404 -> null;
            default -> throw new IOException("The view answered " + response.statusCode() + " to GET " + path + ".");
        };
    }

    /** Of a view that is up: one that is being restarted is waited for. */
    private HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        long giveUpAt = asked + longestOutage.toNanos();
        for (boolean away = false; ; away = true) {
            try {
                HttpResponse<byte[]> response = http.send(request(path), BodyHandlers.ofByteArray());
                if (response.statusCode() < 500 || System.nanoTime() > giveUpAt) {
                    awayNanos += away ? System.nanoTime() - asked : 0;
                    return response;
                }
            } catch (IOException e) {
                if (System.nanoTime() > giveUpAt) {
                    throw new IOException("The view does not answer GET " + path + ": " + e, e);
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String read(Path tokenFile) throws IOException {
        return Files.readString(tokenFile).strip();
    }
}
