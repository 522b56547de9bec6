package io.taskledger.decider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The decider as it ships, in this JVM; only the exit of the process is left out. Seen from outside, over HTTP. */
record RunningDecider(ConfigurableApplicationContext context, HttpClient http) implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    static RunningDecider start(String bootstrapServers, String name, Path stateDir, String... options) {
        Stream<String> ours = Stream.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--taskledger.application-id=" + name,
                "--taskledger.state-dir=" + stateDir,
                "--taskledger.topics.replication=1");
        Stream<String> creators = Stream.of(options).anyMatch(option -> option.startsWith("--taskledger.creators="))
                ? Stream.of()
                : Stream.of("--taskledger.creators=open");
        String[] arguments = Stream.of(ours, creators, Stream.of(options))
                .flatMap(all -> all)
                .toArray(String[]::new);
        return new RunningDecider(
                new SpringApplicationBuilder(DeciderApplication.class).run(arguments), HttpClient.newHttpClient());
    }

    RunningDecider awaitReady() {
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                                readiness().body())
                        .contains("\"state\":\"RUNNING\""));
        return this;
    }

    HttpResponse<String> awaitReadiness(int status) {
        return await().atMost(PATIENCE_SECONDS, SECONDS)
                .until(this::readiness, response -> response.statusCode() == status);
    }

    /** Waits until it has stopped itself; what readiness says then. */
    String awaitStopped() {
        return await().atMost(PATIENCE_SECONDS, SECONDS)
                .until(() -> readiness().body(), body -> body.contains("\"stopped\""));
    }

    HttpResponse<String> liveness() throws IOException, InterruptedException {
        return get("/actuator/health/liveness");
    }

    HttpResponse<String> readiness() throws IOException, InterruptedException {
        return get("/actuator/health/readiness");
    }

    String metrics() throws IOException, InterruptedException {
        return get("/actuator/prometheus").body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
