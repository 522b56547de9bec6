package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.broker.FreePorts;
import io.taskledger.contract.topics.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** The services as they ship, under a load that is half nonsense; then a falsified view, and one record too many. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AuditIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int PARTITIONS = 3;
    private static final int TASKS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<Process> SERVICES = new ArrayList<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int VIEW_PORT = FreePorts.take();
    private static final String VIEW = "http://127.0.0.1:" + VIEW_PORT;

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void services_decide_and_settle_and_show() throws Exception {
        BROKER.create(Stream.of(Topic.values())
                .map(topic -> topic.create(PARTITIONS, (short) 1))
                .toList());
        postgres = EmbeddedPostgres.builder().setPort(FreePorts.take()).start();
        SERVICES.add(start("creator-service", "creator", "--server.port=0"));
        SERVICES.add(start("task-events/decider", "decider", "--server.port=0"));
        SERVICES.add(start("settlement-service", "settlement", "--server.port=0"));
        SERVICES.add(start(
                "task-projector",
                "projector",
                "--server.port=" + VIEW_PORT,
                "--management.server.port=0",
                "--taskledger.http.access=open",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres"));
    }

    @AfterAll
    static void stop() throws InterruptedException, IOException {
        HTTP.close();
        for (Process service : SERVICES) {
            service.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        postgres.close();
    }

    private static Process start(String module, String name, String... further) throws IOException {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        try (Stream<Path> jars = Files.list(root.resolve(module).resolve("target/run"))) {
            Path jar = jars.filter(path -> path.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-jar",
                    jar.toString(),
                    "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                    "--taskledger.topics.replication=1",
                    "--server.address=127.0.0.1",
                    "--taskledger.state-dir=" + directory.resolve(name)));
            command.addAll(List.of(further));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile())
                    .start();
        }
    }

    @Test
    @Order(1)
    void while_the_services_run_nothing_is_wrong_with_what_they_have_done() throws Exception {
        Load tasks = Load.ofTasks(BROKER, 20_261_123);
        Load creators = Load.ofCreators(BROKER, 20_261_126);
        creators.send(CreatorCommands.everybody(), 30);
        tasks.send(ids("a-"), 25);
        tasks.abort("aborted-1");
        creators.abort("creator-aborted");
        for (int i = 0; i < 3; i++) {
            assertThat(audit("--live")).isZero();
        }
        creators.send(CreatorCommands.everybody(), 30);
        tasks.send(ids("b-"), 25);
        tasks.abort("a-0");
        creators.abort("creator-0");
        new Diligent(BROKER).work();
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, TASKS / 2).mapToObj(i -> prefix + i).toList();
    }

    @Test
    @Order(2)
    void all_invariants_hold_once_it_is_quiet() throws Exception {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> audit() == 0);
        JsonNode report = report();
        assertThat(report.path("tasks").asLong()).isGreaterThan(TASKS / 2);
        assertThat(report.path("creators").asLong()).isGreaterThanOrEqualTo(CreatorCommands.CREATORS.size());
        assertThat(report.path("records").path("task.commands-dlt").asLong()).isPositive();
        assertThat(report.path("records").path("creator.commands-dlt").asLong()).isPositive();
        for (JsonNode invariant : report.path("invariants")) {
            if (!invariant.path("name").asString().equals("VIEW")) {
                assertThat(invariant.path("checked").asLong())
                        .as(invariant.toString())
                        .isPositive();
            }
        }
    }

    @Test
    @Order(3)
    void every_task_and_every_creator_is_shown_as_the_topics_have_it() throws Exception {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        diligent().path("orders").path("expiredInvitations").asLong() == 1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> audit("--view", VIEW, "--view-all") == 0);
        JsonNode report = report();
        assertThat(invariant("VIEW").path("checked").asLong())
                .isGreaterThanOrEqualTo(
                        report.path("tasks").asLong() + report.path("creators").asLong());
        assertThat(audit("--view", VIEW, "--view-all", "--live")).isZero();
        for (String figure : List.of("accepted", "completed", "declinedInvitations")) {
            assertThat(diligent().path("orders").path(figure).asLong())
                    .as(figure)
                    .isEqualTo(1);
        }
        assertThat(diligent()
                        .path("orders")
                        .path("income")
                        .path(0)
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(10_001);
        assertThat(diligent().path("standing").path("banned").asBoolean()).isTrue();
    }

    private static JsonNode diligent() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(VIEW + "/creators/" + Diligent.ID))
                .build();
        return Json.MAPPER.readTree(
                HTTP.send(request, BodyHandlers.ofByteArray()).body());
    }

    @Test
    @Order(4)
    void a_falsified_creator_is_found_by_name() throws Exception {
        falsify("orders_median_seconds = orders_median_seconds + 1");
        assertThat(audit("--view", VIEW, "--view-all")).isEqualTo(1);
        assertThat(violations("VIEW")).isEqualTo(1);
        assertThat(invariant("VIEW").path("first").path(0).path("subject").asString())
                .isEqualTo(falsify("orders_median_seconds = orders_median_seconds - 1"));
        assertThat(audit("--view", VIEW, "--view-all")).isZero();
    }

    /** Returns whom. */
    private static String falsify(String how) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("update view_1.creator set " + how
                        + " where creator_id = (select min(creator_id) from view_1.creator"
                        + " where orders_median_seconds is not null and version > 0) returning creator_id")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Test
    @Order(5)
    void a_dump_says_the_same() throws Exception {
        for (Process service : SERVICES) {
            service.destroyForcibly().waitFor();
        }
        Path dump = directory.resolve("dump.jsonl");
        assertThat(audit()).isZero();
        JsonNode ofTopics = report();
        assertThat(audit("--dump", dump.toString())).isZero();
        assertThat(audit("--from", dump.toString())).isZero();
        assertThat(report()).isEqualTo(ofTopics);
    }

    @Test
    @Order(6)
    void what_retention_deletes_is_not_missed_nor_asked_for_by_an_audit_that_has_begun() throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", BROKER.bootstrapServers());
        try (Admin admin = BROKER.admin();
                KafkaLog begun = new KafkaLog(client)) {
            Log.Extent known = begun.extent(Topics.COMMANDS, 0);
            assertThat(known.start()).isZero();
            Map<TopicPartition, RecordsToDelete> half = new HashMap<>();
            for (String topic : List.of(
                    "task.commands", "task.results", "creator.commands", "creator.results", "notification.requests")) {
                for (int i = 0; i < PARTITIONS; i++) {
                    TopicPartition at = new TopicPartition(topic, i);
                    long end = admin.listOffsets(Map.of(at, OffsetSpec.latest()))
                            .partitionResult(at)
                            .get()
                            .offset();
                    half.put(at, RecordsToDelete.beforeOffset(end / (topic.endsWith(".results") ? 3 : 2)));
                }
            }
            admin.deleteRecords(half).all().get();
            List<Long> offsets = new ArrayList<>();
            begun.read(Topics.COMMANDS, 0, entry -> offsets.add(entry.offset()));
            long start = known.end() / 2;
            assertThat(offsets).first().isEqualTo(start);
            assertThat(offsets).last().isEqualTo(known.end() - 1);
            assertThat(begun.extent(Topics.COMMANDS, 0)).isEqualTo(new Log.Extent(start, known.end()));
        }
        assertThat(audit()).isZero();
    }

    @Test
    @Order(7)
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
    @Order(8)
    void a_creators_event_too_many_and_an_altered_standing_are_found() throws Exception {
        ConsumerRecord<byte[], byte[]> event = BROKER.read("creator.events").getLast();
        ConsumerRecord<byte[], byte[]> standing =
                BROKER.read("creator.standing").getLast();
        String altered =
                new String(standing.value(), UTF_8).replaceFirst("\"status\":\"[A-Z]+\"", "\"status\":\"KING\"");
        BROKER.send(new ProducerRecord<>("creator.events", event.key(), event.value()));
        BROKER.send(new ProducerRecord<>("creator.standing", standing.key(), altered.getBytes(UTF_8)));
        assertThat(audit()).isEqualTo(1);
        assertThat(violations("SEQUENCE")).isPositive();
        assertThat(violations("STANDING")).isPositive();
    }

    @Test
    @Order(9)
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
                "--json",
                directory.resolve("report.json").toString());
        return Audit.run(Stream.concat(ours, Stream.of(options)).toArray(String[]::new));
    }

    private static JsonNode report() throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("report.json")));
    }

    private static long violations(String name) throws IOException {
        return invariant(name).path("violations").asLong();
    }

    private static JsonNode invariant(String name) throws IOException {
        for (JsonNode invariant : report().path("invariants")) {
            if (invariant.path("name").asString().equals(name)) {
                return invariant;
            }
        }
        throw new AssertionError(name);
    }
}
