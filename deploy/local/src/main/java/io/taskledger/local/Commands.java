package io.taskledger.local;

import io.taskledger.broker.KafkaBroker;
import io.taskledger.local.Stack.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command lines of what runs as a process of its own. Each list may be added to.
 *
 * @param root where the services were built
 * @param heap as the JVM takes it, such as {@code -Xmx512m}
 */
public record Commands(Path root, String heap, String bootstrapServers, short replication) {

    /** Up soon matters more than fast later: the second compiler takes a third of two cores for a minute. */
    public static final String UP_SOON = "-XX:TieredStopAtLevel=1";

    /** For a projector that asks for no token: all our processes listen on this machine only. */
    public static final List<String> OPEN = List.of("--taskledger.http.access=open");

    /** For a decider whose orders need no review of creators. */
    public static final String UNREVIEWED = "--taskledger.creators=open";

    /** The first JDK that keeps what it learnt. */
    private static final int LEARNING = 25;

    /** A broker, from our own class path. */
    public static List<String> broker(List<String> flags, Path data, int port, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                data.toString(),
                Integer.toString(port)));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }

    /** A service that needs nothing but Kafka. */
    public List<String> moneyService(Service service, int port, Path state) {
        List<String> command = service(service);
        command.add("--server.port=" + port);
        command.add("--taskledger.state-dir=" + state);
        return command;
    }

    /**
     * The projector.
     *
     * @param access who is let in over HTTP: {@link Issuer#settings} or {@link #OPEN}
     */
    public List<String> projector(int httpPort, int managementPort, String jdbcUrl, List<String> access) {
        List<String> command = service(Service.PROJECTOR);
        command.add("--server.port=" + httpPort);
        command.add("--management.server.port=" + managementPort);
        command.add("--management.server.address=127.0.0.1");
        command.add("--spring.datasource.url=" + jdbcUrl);
        command.add("--spring.datasource.username=postgres");
        command.add("--spring.datasource.password=postgres");
        command.addAll(access);
        return command;
    }

    private List<String> service(Service service) {
        List<String> command = new ArrayList<>(
                List.of(java(), heap, "-XX:+UseSerialGC", UP_SOON, "--enable-native-access=ALL-UNNAMED"));
        command.addAll(run(service.jar(root)));
        command.addAll(List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--taskledger.topics.replication=" + replication,
                "--server.address=127.0.0.1"));
        return command;
    }

    /** Arguments for the JVM: that jar, with what a build of everything ({@code mvn verify}) learnt of how it starts. */
    public static List<String> run(Path jar) {
        Path learnt = jar.resolveSibling("start.aot");
        return Runtime.version().feature() >= LEARNING && Files.exists(learnt)
                ? List.of("-XX:AOTCache=" + learnt, "-jar", jar.toString())
                : List.of("-jar", jar.toString());
    }

    /** The JVM that runs us. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
