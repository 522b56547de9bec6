package io.taskledger.bench;

import io.taskledger.broker.FreePorts;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.ServiceProcess;
import io.taskledger.local.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of what is measured: a process that takes records from a topic and commits how far it is.
 *
 * @param group      by which it commits
 * @param input      what it takes
 * @param management where it says how it is; null where it does not
 */
record Stage(
        String name,
        ServiceProcess process,
        String group,
        Topic input,
        @Nullable URI management) {

    /** What is started: a jar with flags for its JVM and options of its own. */
    record Service(Stack.Service program, Topic input, List<String> flags, List<String> options) {

        /** As docs/operations.md has them; everything else is the jar's own configuration. */
        static final List<String> FLAGS =
                List.of("-Xmx1g", "-Xmn640m", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED");

        static final Service DECIDER =
                new Service(Stack.Service.DECIDER, Topic.COMMANDS, FLAGS, List.of("--taskledger.creators=open"));
        static final Service SETTLEMENT = new Service(Stack.Service.SETTLEMENT, Topic.EVENTS, FLAGS, List.of());

        Service flags(String... changed) {
            return new Service(program, input, List.of(changed), options);
        }

        Service options(String... further) {
            List<String> all = new ArrayList<>(options);
            all.addAll(Arrays.asList(further));
            return new Service(program, input, flags, all);
        }

        /** So that it can stand still for minutes without being taken for dead; nothing of it is about speed. */
        Service pausable() {
            List<String> all = new ArrayList<>();
            ClientSettings.PAUSABLE_CONSUMER.forEach((key, value) -> all.add(property("main.consumer." + key, value)));
            ClientSettings.PAUSABLE_PRODUCER.forEach((key, value) -> all.add(property("producer." + key, value)));
            return options(all.toArray(String[]::new));
        }

        private static String property(String key, Object value) {
            return "--spring.kafka.streams.properties[" + key + "]=" + value;
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Starts it and returns at once; its group and its state have its name. */
    static Stage start(Processes processes, Service service, String name) {
        return start(processes, service, name, name);
    }

    /** One of several in a group. */
    static Stage start(Processes processes, Service service, String group, String name) {
        return start(processes, service, group, name, processes.jar(service.program));
    }

    static Stage start(Processes processes, Service service, String group, String name, Path jar) {
        int port = FreePorts.take();
        List<String> options = new ArrayList<>(service.options);
        options.addAll(List.of(
                "--server.port=" + port,
                "--taskledger.application-id=" + group,
                "--taskledger.state-dir=" + stateOf(processes, name)));
        ServiceProcess process = processes.startJar(name, jar, service.flags, options);
        return new Stage(name, process, group, service.input, URI.create("http://127.0.0.1:" + port + "/actuator/"));
    }

    static Stage startBare(Processes processes, String name, List<BareLoop.Output> outputs) {
        List<String> options = new ArrayList<>(
                List.of(processes.bootstrap(), name, Topic.COMMANDS.topicName(), Integer.toString(BARE_THREADS)));
        outputs.forEach(output -> options.add(output.toString()));
        ServiceProcess process = processes.startMain(BareLoop.class, name, Service.FLAGS, options);
        return new Stage(name, process, name, Topic.COMMANDS, null);
    }

    /** As many as the decider ships with. */
    private static final int BARE_THREADS = 2;

    static Path stateOf(Processes processes, String name) {
        return processes.data().resolve("state").resolve(name);
    }

    /** How long it took to take records. */
    Duration awaitReady() throws InterruptedException {
        long begin = System.nanoTime();
        if (management != null) {
            process.awaitReady(management.resolve("health/readiness"), PATIENCE);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** So many commands were refused; of ours none is to be. */
    long refused() throws IOException, InterruptedException {
        return Math.round(metric("taskledger_commands_total\\{.*outcome=\"REJECTED\".*}"));
    }

    /** The sum of all whose name and tags are so. */
    double metric(String pattern) throws IOException, InterruptedException {
        if (management == null) {
            return 0;
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics = http.send(
                            HttpRequest.newBuilder(management.resolve("prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher found = Pattern.compile("^" + pattern + " (\\S+)$", Pattern.MULTILINE)
                    .matcher(metrics);
            double sum = 0;
            while (found.find()) {
                sum += Double.parseDouble(found.group(1));
            }
            return sum;
        }
    }
}
