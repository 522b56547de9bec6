package io.taskledger.bench;

import io.taskledger.broker.FreePorts;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Issuer;
import io.taskledger.local.ServiceProcess;
import io.taskledger.local.Stack.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Processes processes;
    private final Path data;
    private final int httpPort = FreePorts.take();
    private final int managementPort = FreePorts.take();
    private final EmbeddedPostgres postgres;
    private final Issuer issuer;
    private @Nullable ServiceProcess projector;

    Machine(Processes processes) throws IOException {
        this.processes = processes;
        this.data = processes.data();
        issuer = Issuer.in(data.resolve("tokens"));
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setPort(FreePorts.take()).setDataDirectory(data.resolve("postgres"));
        POSTGRES_SETTINGS.forEach(builder::setServerConfig);
        postgres = builder.start();
    }

    void createTopics() throws InterruptedException, ExecutionException {
        processes.createTopics(Topic.DEFAULT_PARTITIONS);
    }

    /** As long in batches as the decider's. */
    KafkaProducer<byte[], byte[]> producer() {
        return processes.producer(20);
    }

    void startProjector() {
        projector = processes.startJar(
                "projector",
                processes.jar(Service.PROJECTOR),
                PROJECTOR_FLAGS,
                Stream.concat(
                                Stream.of(
                                        "--server.port=" + httpPort,
                                        "--management.server.port=" + managementPort,
                                        "--management.server.address=127.0.0.1",
                                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres")),
                                issuer.settings().stream())
                        .toList());
    }

    void stopProjector() {
        if (projector != null) {
            projector.stop();
        }
    }

    /** Offsets of events and settlements that are in the view, markers counted. */
    long applied() {
        String sum = ask("select sum(next_offset) from view_1.source_offset");
        return sum == null ? 0 : Long.parseLong(sum);
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
                processes.broker().cpu(),
                "postgresql",
                backends,
                "projector",
                projector == null ? Duration.ZERO : projector.cpu()));
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** An operator's. */
    String token() {
        return issuer.operatorsToken();
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

    /** Also a second time. */
    @Override
    public void close() {
        stopProjector();
        try {
            // It gets five seconds to stop, and writes all that it holds before it does.
            execute("checkpoint");
        } catch (SQLException e) {
            // It was stopped before.
        }
        try {
            postgres.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
    }
}
