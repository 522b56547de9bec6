package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The services as they ship, under a load that is half nonsense; then one record too many. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AuditIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int PARTITIONS = 3;
    private static final int TASKS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Process> SERVICES = new ArrayList<>();

    @TempDir
    static Path directory;

    @BeforeAll
    static void services_decide_and_settle() throws Exception {
        BROKER.create(Stream.of(Topic.values())
                .map(topic -> topic.create(PARTITIONS, (short) 1))
                .toList());
        SERVICES.add(start("task-events/decider", "decider"));
        SERVICES.add(start("settlement-service", "settlement"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (Process service : SERVICES) {
            service.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Process start(String module, String name) throws IOException {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        try (Stream<Path> jars = Files.list(root.resolve(module).resolve("target"))) {
            Path jar = jars.filter(path -> path.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
            return new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-jar",
                            jar.toString(),
                            "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                            "--server.port=0",
                            "--taskledger.topics.replication=1",
                            "--taskledger.creators=open",
                            "--taskledger.state-dir=" + directory.resolve(name))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile())
                    .start();
        }
    }

    @Test
    @Order(1)
    void while_the_services_run_nothing_is_wrong_with_what_they_have_done() throws Exception {
        Load load = new Load(BROKER, 20_261_123);
        load.send("a-", TASKS / 2, 25);
        load.abort("aborted-1");
        for (int i = 0; i < 3; i++) {
            assertThat(audit("--live")).isZero();
        }
        load.send("b-", TASKS / 2, 25);
        load.abort("a-0");
    }

    @Test
    @Order(2)
    void all_invariants_hold_once_it_is_quiet() throws Exception {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> audit() == 0);
        JsonNode report = report();
        assertThat(report.path("tasks").asLong()).isGreaterThan(TASKS / 2);
        assertThat(report.path("records").path("task.commands-dlt").asLong()).isPositive();
        for (JsonNode invariant : report.path("invariants")) {
            if (!List.of("VIEW", "STANDING").contains(invariant.path("name").asString())) {
                assertThat(invariant.path("checked").asLong())
                        .as(invariant.toString())
                        .isPositive();
            }
        }
    }

    @Test
    @Order(3)
    void a_dump_says_the_same() throws Exception {
        SERVICES.getLast().destroyForcibly().waitFor();
        SERVICES.getFirst().destroyForcibly().waitFor();
        Path dump = directory.resolve("dump.jsonl");
        assertThat(audit()).isZero();
        JsonNode ofTopics = report();
        assertThat(audit("--dump", dump.toString())).isZero();
        assertThat(audit("--from", dump.toString())).isZero();
        assertThat(report()).isEqualTo(ofTopics);
    }

    @Test
    @Order(4)
    void what_retention_deletes_is_not_missed() throws Exception {
        try (Admin admin = BROKER.admin()) {
            Map<TopicPartition, RecordsToDelete> half = new HashMap<>();
            for (String topic : List.of("task.commands", "task.results", "notification.requests")) {
                for (int i = 0; i < PARTITIONS; i++) {
                    TopicPartition at = new TopicPartition(topic, i);
                    long end = admin.listOffsets(Map.of(at, OffsetSpec.latest()))
                            .partitionResult(at)
                            .get()
                            .offset();
                    half.put(at, RecordsToDelete.beforeOffset(end / (topic.equals("task.results") ? 3 : 2)));
                }
            }
            admin.deleteRecords(half).all().get();
        }
        assertThat(audit()).isZero();
    }

    @Test
    @Order(5)
    void one_settlement_too_many_and_one_altered_are_found() throws Exception {
        ConsumerRecord<byte[], byte[]> settlement =
                BROKER.read("settlement.events").getFirst();
        String altered =
                new String(settlement.value(), UTF_8).replaceFirst("\"toClientMinor\":", "\"toClientMinor\":1");
        BROKER.send(new ProducerRecord<>("settlement.events", settlement.key(), altered.getBytes(UTF_8)));
        assertThat(audit()).isEqualTo(1);
        assertThat(violations("SETTLED")).isPositive();
        assertThat(violations("MONEY")).isPositive();
        assertThat(violations("ANSWERED")).isZero();
    }

    @Test
    @Order(6)
    void what_cannot_be_reached_or_understood_is_neither_right_nor_wrong() {
        assertThat(Audit.run("--nonsense")).isEqualTo(2);
        assertThat(Audit.run("--from", directory.resolve("nothing").toString())).isEqualTo(2);
        assertThat(Audit.run("--creators", "closed")).isEqualTo(2);
        assertThat(Audit.run("--help")).isZero();
    }

    private static int audit(String... options) {
        Stream<String> ours = Stream.of(
                "--bootstrap",
                BROKER.bootstrapServers(),
                "--creators",
                "open",
                "--json",
                directory.resolve("report.json").toString());
        return Audit.run(Stream.concat(ours, Stream.of(options)).toArray(String[]::new));
    }

    private static JsonNode report() throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("report.json")));
    }

    private static long violations(String name) throws IOException {
        for (JsonNode invariant : report().path("invariants")) {
            if (invariant.path("name").asString().equals(name)) {
                return invariant.path("violations").asLong();
            }
        }
        throw new AssertionError(name);
    }
}
