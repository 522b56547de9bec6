package io.taskledger.local;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The view of a stack that is open to all, over HTTP. */
final class View implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stack stack;

    View(Stack stack) {
        this.stack = stack;
    }

    /** What it answers, be it that there is no such thing. */
    JsonNode get(String path) {
        return JsonMapper.shared().readTree(ask(path).body());
    }

    HttpResponse<String> ask(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(stack.http(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
