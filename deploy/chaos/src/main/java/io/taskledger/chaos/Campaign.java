package io.taskledger.chaos;

import io.taskledger.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The run command: start, load and faults, heal, wait until it is quiet, audit, and say what came of it. */
public final class Campaign {

    /** Started again, everything is at work within so long, or it is stuck. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private static final Duration AUDIT = Duration.ofMinutes(30);

    /** What is kept below the data directory. Nothing else there is ours to delete. */
    private static final List<String> DATA =
            List.of("kafka-1", "kafka-2", "kafka-3", "postgres", "state", "kept", "logs");

    private final Options options;
    private final Plan plan;
    private final Chronicle chronicle = new Chronicle(System.out);
    private final List<String> violations = new ArrayList<>();

    private Campaign(Options options) {
        this.options = options;
        this.plan = Plan.of(options.seed(), Duration.ofMinutes(options.minutes()));
    }

    /** Exit code 0: no violation; 1: a violation, or something is stuck; 2: usage. */
    public static void main(String[] arguments) {
        System.exit(run(
                arguments, Path.of(System.getProperty("taskledger.root", ".")).toAbsolutePath()));
    }

    private static int run(String[] arguments, Path root) {
        Options options;
        try {
            options = Options.parse(arguments, root.resolve("deploy/chaos/.data"));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return 0;
        }
        try {
            for (String ours : DATA) {
                Directories.delete(options.data().resolve(ours));
            }
            Cluster cluster = new Cluster(root, options.data());
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop everything"));
            return new Campaign(options).run(cluster) ? 0 : 1;
        } catch (IllegalStateException | IOException | ExecutionException | SQLException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private boolean run(Cluster cluster) throws IOException, InterruptedException, ExecutionException, SQLException {
        chronicle.say("seed " + options.seed() + ", " + options.minutes() + " minutes, "
                + plan.steps().size() + " faults; starting three brokers and six services");
        cluster.start();
        String bootstrapServers = cluster.brokers().bootstrapServers();
        chronicle.say("the load begins at " + bootstrapServers);
        try (Load load = new Load(bootstrapServers, options.seed());
                Supervisor supervisor = new Supervisor(cluster.all(), chronicle)) {
            try (Listener listener = new Listener(bootstrapServers)) {
                violations.addAll(new Nemesis(cluster, chronicle).run(plan));
                chronicle.say("healed; the longest time without an answer was "
                        + listener.longest().toMillis() + " ms");
            }
            settle(cluster, load, supervisor);
            return summary(load, supervisor);
        }
    }

    private void settle(Cluster cluster, Load load, Supervisor supervisor)
            throws InterruptedException, ExecutionException, SQLException, IOException {
        for (Node node : cluster.services()) {
            awaitReady(node);
        }
        load.finish(RECOVERY);
        chronicle.say("all were sent to their end; waiting until it is quiet");
        new Quiet(cluster).await(RECOVERY);
        supervisor.close();
        chronicle.say("quiet; checking");
        try (Topics topics = new Topics(cluster.brokers().bootstrapServers())) {
            violations.addAll(new Answers(plan.rebuildsDecider()).check(topics, load.acknowledged()));
        }
        audit(cluster);
    }

    /** A service that stops itself is started again meanwhile. */
    private void awaitReady(Node node) throws InterruptedException {
        long giveUpAt = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try {
                node.awaitReady(RECOVERY);
                return;
            } catch (ServiceProcess.NotStarted e) {
                if (System.nanoTime() > giveUpAt) {
                    throw e;
                }
                Thread.sleep(Duration.ofSeconds(3));
            }
        }
    }

    private void audit(Cluster cluster) throws InterruptedException {
        Path log = options.data().resolve("logs/audit.log");
        int exitCode = ServiceProcess.start(
                        "audit",
                        log,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx768m",
                                "-XX:+UseSerialGC",
                                "-Dlogback.configurationFile=audit-logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.taskledger.audit.Audit",
                                "--bootstrap",
                                cluster.brokers().bootstrapServers(),
                                "--view",
                                cluster.view().toString(),
                                "--json",
                                options.data().resolve("logs/audit.json").toString()))
                .awaitExit(AUDIT);
        if (exitCode != 0) {
            violations.add("the auditor ended with exit code " + exitCode + "; see " + log);
        }
    }

    private boolean summary(Load load, Supervisor supervisor) throws IOException {
        System.out.println(load.counts());
        System.out.println(supervisor.restarts());
        violations.forEach(System.out::println);
        return violations.isEmpty();
    }
}
