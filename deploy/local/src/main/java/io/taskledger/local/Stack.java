package io.taskledger.local;

import io.taskledger.broker.NewTopics;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Options.Port;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** Broker, database and services on one machine; each can be stopped, killed and started again alone. */
public final class Stack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final short ONE_BROKER = 1;

    /** What it keeps below its data directory. Nothing else there is ours to delete. */
    static final List<String> DATA = List.of("kafka", "postgres", "state", "logs", "tokens", Watching.DIRECTORY);

    private final Path root;
    private final Options options;
    private final Map<Service, ServiceProcess> services = new LinkedHashMap<>();
    private final List<ServiceProcess> watchers = new ArrayList<>();
    private @Nullable ServiceProcess broker;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Issuer issuer;

    /** What we run of our own, in the order in which it is started. */
    public enum Service {
        CREATOR("creator-service", Port.CREATOR),
        DECIDER("task-events/decider", Port.DECIDER),
        SETTLEMENT("settlement-service", Port.SETTLEMENT),
        PROJECTOR("task-projector", Port.PROJECTOR);

        private final String module;
        private final Port management;

        Service(String module, Port management) {
            this.module = module;
            this.management = management;
        }

        public String lowerCaseName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Beside what it needs. Throws {@link IllegalStateException} where it was not built. */
        public Path jar(Path root) {
            Path unpacked = root.resolve(module).resolve("target/run");
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(unpacked, "*-exec.jar")) {
                Iterator<Path> found = jars.iterator();
                if (found.hasNext()) {
                    return found.next();
                }
            } catch (IOException e) {
                // Said below.
            }
            throw new IllegalStateException("There is no " + unpacked + "/*-exec.jar. Build first: deploy/build");
        }
    }

    Stack(Path root, Options options) {
        this.root = root;
        this.options = options;
    }

    /** Throws {@link IllegalStateException} naming the first port that is taken, and the option that changes it. */
    void requireFreePorts() {
        for (Port port :
                EnumSet.allOf(Port.class).stream().filter(options::uses).toList()) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port(port)));
            } catch (IOException e) {
                throw new IllegalStateException(
                        "Port " + options.port(port) + " (" + port.name().toLowerCase(Locale.ROOT)
                                + ") is taken. Stop what listens there, or choose another with " + port.option + ".");
            }
        }
    }

    /** The broker as a JVM of its own, with the topics of the contract. */
    void startBroker() throws InterruptedException, ExecutionException {
        Path data = options.data().resolve("kafka");
        broker = ServiceProcess.start(
                "kafka", log("kafka"), Commands.broker(List.of("-Xmx768m"), data, options.port(Port.KAFKA), Map.of()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Set<String> there = awaitTopics(admin);
            List<NewTopic> missing = Stream.of(Topic.values())
                    .filter(topic -> !there.contains(topic.topicName()))
                    .map(topic -> topic.create(Topic.DEFAULT_PARTITIONS, ONE_BROKER))
                    .toList();
            NewTopics.create(admin, missing);
        }
    }

    private Set<String> awaitTopics(Admin admin) throws InterruptedException, ExecutionException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return admin.listTopics().names().get();
            } catch (ExecutionException e) {
                if (System.nanoTime() > giveUpAt || !brokerProcess().isAlive()) {
                    throw new ServiceProcess.NotStarted("Kafka did not start.", log("kafka"));
                }
            }
        }
    }

    void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(options.port(Port.POSTGRES))
                .setDataDirectory(options.data().resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    /** Starts a service and returns at once. */
    void start(Service service, String... further) {
        String name = service.lowerCaseName();
        services.put(service, ServiceProcess.start(name, log(name), command(service, further)));
    }

    /** Starts a command of a service's jar, beside the service; its log has the name. */
    ServiceProcess startCommand(Service service, String name, String... further) {
        return ServiceProcess.start(name, log(name), command(service, further));
    }

    private List<String> command(Service service, String... further) {
        Commands commands = new Commands(root, "-Xmx512m", bootstrapServers(), ONE_BROKER);
        List<String> command = service == Service.PROJECTOR
                ? commands.projector(options.port(Port.HTTP), options.port(Port.PROJECTOR), jdbcUrl(), access())
                : commands.moneyService(
                        service,
                        options.port(service.management),
                        options.data().resolve("state").resolve(service.lowerCaseName()));
        if (service == Service.DECIDER && options.open()) {
            command.add(Commands.UNREVIEWED);
        }
        command.addAll(List.of(further));
        return command;
    }

    private List<String> access() {
        return options.open() ? Commands.OPEN : issuer().settings();
    }

    /** Whose tokens the projector takes, unless it is open; made when it is first asked for. */
    Issuer issuer() {
        if (issuer == null) {
            try {
                issuer = Issuer.in(options.data().resolve("tokens"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return issuer;
    }

    /** What watches the services, as far as it is installed. */
    void watch() throws IOException {
        new Watching(root.resolve("deploy"), options)
                .commands()
                .forEach((name, command) -> watchers.add(ServiceProcess.start(name, log(name), command)));
    }

    void awaitReady(Service service) throws InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + options.port(service.management) + "/actuator/health/readiness");
        process(service).awaitReady(health, PATIENCE);
    }

    /** SIGKILL. */
    void kill(Service service) throws InterruptedException {
        process(service).kill();
    }

    /** The first of our processes that is not running any more; null while all are. */
    @Nullable
    String dead() {
        return endedByThemselves(Stream.concat(Stream.of(brokerProcess()), services.values().stream()))
                .findFirst()
                .orElse(null);
    }

    /** What watches and is not running any more. Nothing else stands still for it. */
    List<String> deadWatchers() {
        return endedByThemselves(watchers.stream()).toList();
    }

    private static Stream<String> endedByThemselves(Stream<ServiceProcess> processes) {
        return processes.filter(ServiceProcess::endedByItself).map(ServiceProcess::name);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + options.port(Port.KAFKA);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + options.port(Port.POSTGRES) + "/postgres";
    }

    /** Where tasks are asked for. */
    URI http(String path) {
        return URI.create("http://127.0.0.1:" + options.port(Port.HTTP) + path);
    }

    Path log(String name) {
        return options.data().resolve("logs").resolve(name + ".log");
    }

    /** What reads stops before what it reads from. */
    @Override
    public void close() {
        watchers.parallelStream().forEach(ServiceProcess::stop);
        services.values().parallelStream().forEach(ServiceProcess::stop);
        services.clear();
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL did not stop: " + e.getMessage());
            }
        }
        if (broker != null) {
            broker.stop();
        }
    }

    private ServiceProcess process(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service.lowerCaseName() + " was not started");
        }
        return process;
    }

    private ServiceProcess brokerProcess() {
        if (broker == null) {
            throw new IllegalStateException("the broker was not started");
        }
        return broker;
    }
}
