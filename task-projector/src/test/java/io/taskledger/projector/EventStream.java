package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Server-sent events, read as a browser reads them. */
final class EventStream implements AutoCloseable {

    /** Those that are whole. */
    final List<Event> events = new CopyOnWriteArrayList<>();

    final List<String> comments = new CopyOnWriteArrayList<>();

    /** What a browser comes back with. */
    volatile @Nullable String lastId;

    /** Done when the other side has ended the stream; failed when it was cut. */
    final CompletableFuture<Void> end = new CompletableFuture<>();

    private final HttpClient http;

    record Event(String id, String name, String data) {}

    private EventStream(HttpClient http, InputStream body) {
        this.http = http;
        Thread.ofVirtual().start(() -> read(body));
    }

    static EventStream open(RunningProjector projector, String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = projector.request(path);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpClient http = HttpClient.newHttpClient();
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            return new EventStream(http, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(InputStream body) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String value = line.substring(line.indexOf(':') + 1);
                if (line.startsWith(":")) {
                    comments.add(value);
                } else if (line.startsWith("id:")) {
                    id = value;
                    lastId = value;
                } else if (line.startsWith("event:")) {
                    name = value;
                } else if (line.startsWith("data:")) {
                    data.append(value);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(id, name, data.toString()));
                    data.setLength(0);
                }
            }
            end.complete(null);
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
