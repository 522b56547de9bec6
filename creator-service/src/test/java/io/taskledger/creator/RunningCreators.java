package io.taskledger.creator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorCommandWire;
import io.taskledger.contract.wire.ResultWire;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The creators' decider as it ships, in this JVM; only the exit of the process is left out. */
record RunningCreators(BrokerExtension broker, ConfigurableApplicationContext context) implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    static RunningCreators start(BrokerExtension broker, String name, Path stateDir, String... more) {
        String[] ours = {
            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--server.port=0",
            "--taskledger.topics.replication=1",
            "--taskledger.application-id=" + name,
            "--taskledger.state-dir=" + stateDir
        };
        String[] arguments = Stream.of(ours, more).flatMap(Stream::of).toArray(String[]::new);
        return new RunningCreators(broker, new SpringApplicationBuilder(CreatorApplication.class).run(arguments));
    }

    RunningCreators awaitReady() {
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
        return this;
    }

    /** Waits until it has stopped itself, and gives the reason. */
    String awaitStopped() {
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .untilAsserted(() -> assertThat(health().getDetails()).containsKey("stopped"));
        return String.valueOf(health().getDetails().get("stopped"));
    }

    private Health health() {
        return Objects.requireNonNull(
                context.getBean("streamsHealthIndicator", HealthIndicator.class).health());
    }

    /** Sends them one after the other without waiting, then waits for as many answers; the last one's. */
    CommandResult ask(CreatorCommandEnvelope... commands) {
        String creator = commands[0].creatorId().value();
        int awaited = results(creator).size() + commands.length;
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            for (CreatorCommandEnvelope command : commands) {
                byte[] key = Commands.key(command.creatorId().value());
                var unused = producer.send(new ProducerRecord<>(
                        Topic.CREATOR_COMMANDS.topicName(), key, CreatorCommandWire.write(command)));
            }
        }
        return await().atMost(PATIENCE_SECONDS, SECONDS)
                .until(() -> results(creator), results -> results.size() >= awaited)
                .getLast();
    }

    /** All answers about a creator so far, in order. */
    private List<CommandResult> results(String creator) {
        return broker.read(Topic.CREATOR_RESULTS.topicName()).stream()
                .map(record -> ResultWire.read(record.value()))
                .filter(result -> result.subject().equals(creator))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
