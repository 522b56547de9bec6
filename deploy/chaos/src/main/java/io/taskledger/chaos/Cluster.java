package io.taskledger.chaos;

import io.taskledger.broker.FreePorts;
import io.taskledger.broker.NewTopics;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Commands;
import io.taskledger.local.Stack.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;

/** The brokers, a PostgreSQL, and the instances of each service. */
final class Cluster implements AutoCloseable {

    /** At most. Fewer than by default: two cores carry it all, and every partition has its leaders, followers and standbys. */
    static final int PARTITIONS = 6;

    static final int INSTANCES = 2;

    /** A dozen processes that start at once on a busy machine take minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Path data;
    private final Scenario scenario;
    private final Brokers brokers;
    private final EmbeddedPostgres postgres;
    private final Commands commands;
    private final Map<Service, List<Node>> services = new EnumMap<>(Service.class);
    private final List<Node> adopted = new CopyOnWriteArrayList<>();
    private URI view = URI.create("http://127.0.0.1");

    Cluster(Path root, Path data, Scenario scenario) throws IOException {
        this.data = data;
        this.scenario = scenario;
        brokers = new Brokers(data, logs(), scenario.brokers(), scenario.brokerSettings());
        postgres = EmbeddedPostgres.builder()
                .setPort(FreePorts.take())
                .setDataDirectory(data.resolve("postgres"))
                .start();
        commands = new Commands(root, "-Xmx256m", brokers.bootstrapServers(), replication());
        for (Service service : Service.values()) {
            List<Node> instances = new ArrayList<>();
            for (int i = 1; i <= scenario.instances(); i++) {
                instances.add(instance(service, i));
            }
            services.put(service, instances);
        }
    }

    /** Not started yet. */
    Node instance(Service service, int number) {
        String name = service.lowerCaseName() + "-" + number;
        int port = FreePorts.take();
        List<String> command;
        if (service == Service.PROJECTOR) {
            int http = FreePorts.take();
            view = URI.create("http://127.0.0.1:" + http);
            command = commands.projector(http, port, postgres.getJdbcUrl("postgres", "postgres"), Commands.OPEN);
        } else {
            command = commands.moneyService(service, port, state(name));
            command.add("--taskledger.standby-replicas=" + (scenario.instances() - 1));
        }
        command.addAll(scenario.options(service));
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return new Node(name, logs().resolve(name + ".log"), command, readiness);
    }

    void start() throws InterruptedException, ExecutionException {
        brokers.nodes().forEach(Node::start);
        try (Admin admin = admin()) {
            createTopics(admin);
        }
        services().forEach(Node::start);
        for (Node node : services()) {
            node.awaitReady(PATIENCE);
        }
    }

    private void createTopics(Admin admin) throws InterruptedException, ExecutionException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (found(admin) < scenario.brokers()) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("The brokers did not find each other; see " + logs());
            }
            Thread.sleep(200);
        }
        NewTopics.create(
                admin,
                Stream.of(Topic.values())
                        .map(topic -> topic.create(scenario.partitions(), replication()))
                        .toList());
    }

    /** Each broker has everything. */
    private short replication() {
        return (short) scenario.brokers();
    }

    private static int found(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            // None of them has answered for a minute.
            return 0;
        }
    }

    /** One more process to end when everything ends. */
    void adopt(Node node) {
        adopted.add(node);
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }

    Brokers brokers() {
        return brokers;
    }

    List<Node> instances(Service service) {
        return Objects.requireNonNull(services.get(service));
    }

    List<Node> services() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    List<Node> all() {
        return Stream.concat(brokers.nodes().stream(), services().stream()).toList();
    }

    /** Where the local state of an instance is. */
    Path state(String name) {
        return data.resolve("state").resolve(name);
    }

    Path data() {
        return data;
    }

    /** Where the first broker keeps its logs; small only where {@link SmallDisk} made it so. */
    Path smallDisk() {
        return data.resolve("kafka-1");
    }

    private Path logs() {
        return data.resolve("logs");
    }

    /** One of the projectors. */
    URI view() {
        return view;
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    /** Also in the middle of anything. */
    @Override
    public void close() {
        Stream.concat(services().stream(), adopted.stream()).parallel().forEach(Node::close);
        try {
            postgres.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
        brokers.close();
    }
}
