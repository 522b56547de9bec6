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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real application in this JVM, asked over HTTP. */
record RunningProjector(ConfigurableApplicationContext context, HttpClient http) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    static RunningProjector start(BrokerExtension broker, String jdbcUrl) {
        return new RunningProjector(
                new SpringApplicationBuilder(ProjectorApplication.class)
                        .run(
                                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                                "--spring.datasource.url=" + jdbcUrl,
                                "--server.port=0",
                                "--management.server.port=0",
                                "--logging.level.org.apache.kafka=off",
                                "--taskledger.topics.replication=1"),
                HttpClient.newHttpClient());
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
        return get("local.management.port", "/actuator/health/" + name);
    }

    HttpResponse<String> get(String path) {
        return get("local.server.port", path);
    }

    private HttpResponse<String> get(String port, String path) {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(path).body());
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
        http.close();
    }
}
