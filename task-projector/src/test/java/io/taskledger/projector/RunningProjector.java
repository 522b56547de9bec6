package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real application in this JVM, asked over HTTP.
 *
 * @param headers sent with every question, each a name and a value
 */
record RunningProjector(ConfigurableApplicationContext context, HttpClient http, List<String> headers)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    static RunningProjector start(BrokerExtension broker, String jdbcUrl, String... more) {
        return start(broker.bootstrapServers(), jdbcUrl, more);
    }

    static RunningProjector start(String bootstrapServers, String jdbcUrl, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.datasource.url=" + jdbcUrl,
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.org.apache.kafka=off",
                "--taskledger.topics.replication=1"));
        if (Arrays.stream(more).noneMatch(option -> option.startsWith("--taskledger.http."))) {
            arguments.addAll(List.of("--server.address=127.0.0.1", "--taskledger.http.access=open"));
        }
        arguments.addAll(List.of(more));
        return new RunningProjector(
                new SpringApplicationBuilder(ProjectorApplication.class).run(arguments.toArray(String[]::new)),
                HttpClient.newHttpClient(),
                List.of());
    }

    RunningProjector awaitReady() {
        awaitReadiness(200);
        return this;
    }

    void awaitReadiness(int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(probe("readiness").statusCode()).isEqualTo(status));
    }

    HttpResponse<String> probe(String name) {
        return ask("local.management.port", "/actuator/health/" + name);
    }

    String metrics() {
        return ask("local.management.port", "/actuator/prometheus").body();
    }

    /** The same, asked by whose token that is. */
    RunningProjector by(String token) {
        return new RunningProjector(context, http, List.of("Authorization", "Bearer " + token));
    }

    /** With more headers, each a name and a value. */
    HttpResponse<String> get(String path, String... headers) {
        return ask("local.server.port", path, headers);
    }

    URI uri(String port, String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path);
    }

    int port() {
        return uri("local.server.port", "/").getPort();
    }

    HttpRequest.Builder request(String path, String... more) {
        return request("local.server.port", path, more);
    }

    private HttpRequest.Builder request(String port, String path, String... more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
        String[] all = Stream.concat(headers.stream(), Stream.of(more)).toArray(String[]::new);
        return all.length == 0 ? request : request.headers(all);
    }

    private HttpResponse<String> ask(String port, String path, String... more) {
        try {
            return http.send(request(port, path, more).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks again where the view is behind: on a busy machine one wait is short. */
    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        for (int again = 0; answer.statusCode() == 409 && again < 30; again++) {
            answer = get(path);
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** All rows of a list, page by page; between two pages something else may be done. */
    List<JsonNode> walk(String list, String name, int limit, Runnable between) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = json(list + (list.contains("?") ? "&" : "?") + "limit=" + limit + cursor);
            page.path(name).forEach(rows::add);
            if (!page.has("next")) {
                assertThat(page.has(name)).as(page.toString()).isTrue();
                return rows;
            }
            assertThat(page.path(name)).hasSize(limit);
            cursor = "&cursor=" + page.path("next").asString();
            between.run();
        }
    }

    /** The task as soon as the view shows this version of it. */
    JsonNode awaitVersion(String taskId, long version) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/tasks/" + taskId).path("version").asLong())
                        .isEqualTo(version));
        return json("/tasks/" + taskId);
    }

    @Override
    public void close() {
        context.close();
        http.shutdownNow();
    }
}
