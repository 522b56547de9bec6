package io.taskledger.broker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A fresh broker for a test class: in this JVM, or, with {@code -Pcontainers}, in a container; where no Docker engine
 * answers then, the class is skipped and says so.
 */
public final class BrokerExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

    private final Map<String, String> settings;
    private @Nullable Path directory;
    private @Nullable KafkaBroker embedded;
    private @Nullable KafkaContainer container;

    public BrokerExtension() {
        this(Map.of());
    }

    /** With settings of its own, by Kafka's names. */
    public BrokerExtension(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** A condition, not an assumption: a class that is given up in beforeAll appears in no report. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return !inContainer() || DockerClientFactory.instance().isDockerAvailable()
                ? ConditionEvaluationResult.enabled("a broker can be had")
                : ConditionEvaluationResult.disabled("no Docker engine answers");
    }

    private static boolean inContainer() {
        return "containers".equals(System.getProperty("taskledger.broker"));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (inContainer()) {
            container = new KafkaContainer("apache/kafka:4.2.2").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            settings.forEach((name, value) -> Objects.requireNonNull(container)
                    .withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
            container.start();
        } else {
            directory = Files.createTempDirectory("taskledger-broker");
            embedded = KafkaBroker.start(directory.resolve("data"), 0, settings);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (container != null) {
            container.stop();
        }
        if (embedded != null) {
            embedded.close();
        }
        if (directory != null) {
            delete(directory);
        }
    }

    public String bootstrapServers() {
        return container != null
                ? container.getBootstrapServers()
                : Objects.requireNonNull(embedded, "the broker runs while the test class does")
                        .bootstrapServers();
    }

    /** Stops the broker and starts it again on the same port and data; only where it runs in this JVM. */
    public void restart() {
        restart(() -> {});
    }

    /** The same, and something has happened before it starts again. */
    public void restart(Runnable whileAway) {
        Assumptions.assumeTrue(embedded != null, "a container's port changes when it is started again: skipped");
        KafkaBroker before = Objects.requireNonNull(embedded);
        before.close();
        whileAway.run();
        embedded = KafkaBroker.start(Objects.requireNonNull(directory).resolve("data"), before.port(), settings);
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Creates topics that can be written to at once. */
    public void create(Collection<NewTopic> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            NewTopics.create(admin, topics);
        }
    }

    /** A producer of raw records; with a transactional id where one is given. */
    public KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers());
        settings.put("max.request.size", 4 * 1024 * 1024);
        if (transactionalId != null) {
            settings.put("transactional.id", transactionalId);
        }
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends one record and waits until it is there. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
            return producer.send(record).get();
        }
    }

    /** All committed records of a topic, up to the end that it has now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return read(topic, IsolationLevel.READ_COMMITTED);
    }

    /** All records of a topic, up to the end that it has now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, IsolationLevel isolation) {
        return TopicReader.read(bootstrapServers(), topic, isolation);
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
