package io.taskledger.bench;

import io.taskledger.broker.KafkaBroker;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Broker, PostgreSQL and the projector, each a process of its own, with the settings that are measured. */
final class Machine implements Closeable {

    /** As an operator of a machine of this size would set them; everything else is PostgreSQL's default. */
    static final Map<String, String> POSTGRES_SETTINGS = Map.of(
            "shared_buffers", "2GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min",
            // The embedded one leaves it off.
            "fsync", "on");

    static final List<String> PROJECTOR_FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final List<String> BROKER_FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final short ONE_BROKER = 1;

    private final Path root;
    private final Path data;
    private final int kafkaPort = freePort();
    private final int httpPort = freePort();
    private final int managementPort = freePort();
    private final ServiceProcess broker;
    private final EmbeddedPostgres postgres;
    private @Nullable ServiceProcess projector;

    Machine(Path root, Path data) throws IOException {
        this.root = root;
        this.data = data;
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(data.resolve("postgres"));
        POSTGRES_SETTINGS.forEach(builder::setServerConfig);
        postgres = builder.start();
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(BROKER_FLAGS);
        command.addAll(List.of(
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                data.resolve("kafka").toString(),
                Integer.toString(kafkaPort)));
        broker = ServiceProcess.start("kafka", log("kafka"), command);
    }

    void createTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort))) {
            admin.createTopics(Stream.of(Topic.EVENTS, Topic.SETTLEMENTS)
                            .map(topic -> topic.create(Topic.DEFAULT_PARTITIONS, ONE_BROKER))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** As long in batches as the decider's. One request at a time: a topic just made may refuse the first, and nothing may overtake it. */
    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + kafkaPort,
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void startProjector() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(PROJECTOR_FLAGS);
        command.addAll(List.of(
                "-jar",
                jar().toString(),
                "--spring.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                "--taskledger.topics.replication=1",
                "--server.address=127.0.0.1",
                "--server.port=" + httpPort,
                "--management.server.port=" + managementPort,
                "--management.server.address=127.0.0.1",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres")));
        projector = ServiceProcess.start("projector", log("projector"), command);
    }

    void awaitProjector() throws InterruptedException {
        if (projector == null) {
            throw new IllegalStateException("the projector was not started");
        }
        projector.awaitReady(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"), PATIENCE);
    }

    /** What broker, PostgreSQL and projector have used of the processors by now: tells more than the clock on a busy machine. */
    Map<String, Duration> cpu() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
        Duration backends = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .map(backend -> backend.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return new TreeMap<>(Map.of(
                "asker",
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
                "broker",
                broker.cpu(),
                "postgresql",
                backends,
                "projector",
                projector == null ? Duration.ZERO : projector.cpu()));
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** The first column of the first row; null where there is none, or not such a table yet. */
    @Nullable
    String ask(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    void execute(String script) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : script.split(";\n", -1)) {
                if (!one.isBlank()) {
                    var unused = statement.execute(one);
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
    }

    private Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }

    private Path jar() {
        Path target = root.resolve("task-projector/target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-exec.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new IllegalStateException("There is no " + target + "/*-exec.jar. Build first.", e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    /** Also a second time. */
    @Override
    public void close() {
        if (projector != null) {
            projector.stop();
        }
        try {
            postgres.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
        broker.stop();
    }
}
