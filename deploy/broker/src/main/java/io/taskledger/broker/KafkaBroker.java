package io.taskledger.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft node, broker and controller in one, on 127.0.0.1. Its directory is formatted when it is first used, and kept:
 * started again there, it is the same cluster.
 */
public final class KafkaBroker implements AutoCloseable {

    /** Not a setting of Kafka's: what the directory is formatted for. The nodes of one cluster have the same. */
    public static final String CLUSTER_ID = "cluster.id";

    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final int port;
    private final KafkaRaftServer server;

    private KafkaBroker(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /**
     * Starts one and returns when it takes requests.
     *
     * @param directory for its data
     * @param port      0 picks a free one
     * @param settings  further ones, by Kafka's names and {@link #CLUSTER_ID}; they win over ours
     */
    public static KafkaBroker start(Path directory, int port, Map<String, String> settings) {
        int brokerPort = port == 0 ? FreePorts.take() : port;
        Map<String, String> all = settings(directory, brokerPort, FreePorts.take());
        all.putAll(settings);
        String clusterId = Objects.requireNonNullElseGet(
                all.remove(CLUSTER_ID), () -> Uuid.randomUuid().toString());
        format(directory, clusterId, Integer.parseInt(Objects.requireNonNull(all.get("node.id"))));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(brokerPort, server);
    }

    /** Runs one until it is told to stop. Arguments: data directory, port, and settings as name=value. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: KafkaBroker <data directory> <port> [<name>=<value> …]");
            System.exit(2);
        }
        Map<String, String> settings = new TreeMap<>();
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        KafkaBroker broker;
        try {
            broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings);
        } catch (RuntimeException e) {
            // Threads that have begun would keep half a broker alive, and nobody would start it again.
            System.err.println("The broker could not be started: " + e);
            Runtime.getRuntime().halt(1);
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop the broker"));
        System.out.println("Kafka listens on " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, String> settings(Path directory, int brokerPort, int controllerPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", directory.toString());
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        // A topic that nobody made on purpose has the wrong settings.
        settings.put("auto.create.topics.enable", "false");
        // One node holds everything once.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // Fifty partitions each, the default, take seconds to make; one service uses one or two.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        // Members of a group come one by one here; waiting for more of them only costs time.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        return settings;
    }

    private static void format(Path directory, String clusterId, int nodeId) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Formatter formatter = new Formatter();
            formatter.setClusterId(clusterId);
            formatter.setNodeId(nodeId);
            formatter.setControllerListenerName(CONTROLLER);
            formatter.setMetadataLogDirectory(directory.toString());
            formatter.addDirectory(directory.toString());
            formatter.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
            formatter.setPrintStream(nowhere);
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory + " for Kafka", e);
        }
    }
}
