package io.taskledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.broker.BrokerExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application in this JVM, but for the listener that ends the process when it stops itself. */
record RunningSettlement(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Longest start, with a rebuild before it. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    static RunningSettlement start(BrokerExtension broker, String group, Path stateDir, String... more) {
        String[] ours = {
            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--server.port=0",
            "--logging.level.org.apache.kafka=off",
            "--taskledger.topics.replication=1",
            "--taskledger.application-id=" + group,
            "--taskledger.state-dir=" + stateDir
        };
        String[] arguments = Stream.of(ours, more).flatMap(Stream::of).toArray(String[]::new);
        return new RunningSettlement(new SpringApplicationBuilder(SettlementApplication.class).run(arguments));
    }

    RunningSettlement awaitUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
        return this;
    }

    /** Waits until it has stopped itself, and gives the reason. */
    String awaitStopped() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getDetails()).containsKey("stopped"));
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        return String.valueOf(health().getDetails().get("stopped"));
    }

    Health health() {
        return Objects.requireNonNull(
                context.getBean("streamsHealthIndicator", HealthIndicator.class).health());
    }

    /** Since it was started. */
    double replayed() {
        Counter counter = context.getBean(MeterRegistry.class)
                .find("taskledger.settlements.replayed")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        context.close();
    }
}
