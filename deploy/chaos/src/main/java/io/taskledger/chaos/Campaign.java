package io.taskledger.chaos;

import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Directories;
import io.taskledger.local.ServiceProcess;
import io.taskledger.local.Stack.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The run command: start, load and faults, heal, wait until it is quiet, audit, and say what came of it. */
public final class Campaign {

    /** Started again, everything is at work within so long, or it is stuck. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** What is kept below the data directory. Nothing else there is ours to delete. */
    private static final List<String> DATA =
            List.of("kafka-1", "kafka-2", "kafka-3", "postgres", "state", "kept", "logs");

    /** Why an order may be refused to a creator, or to an agency for it. */
    private static final List<RejectionCode> ORDERS =
            List.of(RejectionCode.CREATOR_NOT_ONBOARDED, RejectionCode.CREATOR_BANNED, RejectionCode.NOT_A_PARTY);

    private final Options options;
    private final Plan plan;
    private final Chronicle chronicle = new Chronicle(System.out);
    private final List<String> violations = new ArrayList<>();
    private final Map<RejectionCode, Long> refusedOrders = new EnumMap<>(RejectionCode.class);

    private Campaign(Options options) {
        this.options = options;
        this.plan = options.scenario() == Scenario.FAULTS
                ? Plan.of(options.seed(), Duration.ofMinutes(options.minutes()))
                : new Plan(List.of());
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
            SmallDisk disk = new SmallDisk(options.data().resolve("kafka-1"));
            if (options.scenario() == Scenario.DISK_FULL && !disk.mount()) {
                System.out.println("Skipped: no small disk can be mounted here, which takes root on Linux.");
                return 0;
            }
            Cluster cluster = new Cluster(root, options.data(), options.scenario());
            Thread closing = new Thread(() -> close(cluster, disk), "stop everything");
            Runtime.getRuntime().addShutdownHook(closing);
            return new Campaign(options).run(cluster) ? 0 : 1;
        } catch (IllegalStateException | IOException | ExecutionException | SQLException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void close(Cluster cluster, SmallDisk disk) {
        cluster.close();
        disk.close();
    }

    private boolean run(Cluster cluster) throws IOException, InterruptedException, ExecutionException, SQLException {
        chronicle.say("seed " + options.seed() + ", " + options.minutes() + " minutes, "
                + plan.steps().size() + " faults; starting " + cluster.all().size() + " brokers and services");
        cluster.start();
        String bootstrapServers = cluster.brokers().bootstrapServers();
        chronicle.say("the load begins at " + bootstrapServers);
        Listener listener = new Listener(bootstrapServers);
        try (Load load = new Load(bootstrapServers, options.seed(), listener::answered);
                Supervisor supervisor = new Supervisor(cluster.all(), chronicle)) {
            long settled = 0;
            try {
                play(cluster, load);
                heal(cluster, load);
                listener.end().ifPresent(violations::add);
                chronicle.say("all was sent; waiting until it is quiet");
                new Quiet(cluster).await(RECOVERY);
                settled = check(cluster, load);
            } catch (IllegalStateException e) {
                // Stuck: what came of it all is told nevertheless.
                violations.add(String.valueOf(e.getMessage()));
            }
            Counts counts = load.counts();
            if (options.scenario() == Scenario.FAULTS) {
                violations.addAll(counts.shortfalls());
            }
            return tell(new Summary(
                    options,
                    plan,
                    counts,
                    refusedOrders,
                    listener.longest(),
                    supervisor.restarts(),
                    settled,
                    violations));
        }
    }

    private void play(Cluster cluster, Load load) throws InterruptedException, ExecutionException, IOException {
        Scenes scenes = new Scenes(cluster, chronicle, load);
        switch (options.scenario()) {
            case FAULTS -> violations.addAll(new Nemesis(cluster, chronicle).run(plan));
            case IDLE -> scenes.idle();
            case DISK_FULL -> scenes.diskFull();
            case EPOCHS -> scenes.epochs(options.transactions(), Duration.ofMinutes(options.minutes()));
        }
    }

    private boolean tell(Summary summary) throws IOException {
        System.out.print(summary.text());
        if (options.log() != null) {
            summary.appendTo(options.log());
        }
        return summary.holds();
    }

    private void heal(Cluster cluster, Load load) throws InterruptedException {
        chronicle.say("healed; waiting for all services");
        for (Node node : cluster.services()) {
            awaitReady(node);
        }
        load.finish(RECOVERY);
    }

    /** A service that stops itself is started again meanwhile. */
    private static void awaitReady(Node node) throws InterruptedException {
        long giveUpAt = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try {
                node.awaitReady(RECOVERY);
                return;
            } catch (ServiceProcess.NotStarted e) {
                if (System.nanoTime() > giveUpAt) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private long check(Cluster cluster, Load load) throws InterruptedException, IOException {
        chronicle.say("quiet; checking the answers, then auditing");
        long[] settled = new long[1];
        try (Topics topics = new Topics(cluster.brokers().bootstrapServers())) {
            Answers tasks = new Answers(Topic.COMMANDS, Topic.RESULTS, plan.rebuilds(Service.DECIDER));
            Answers creators =
                    new Answers(Topic.CREATOR_COMMANDS, Topic.CREATOR_RESULTS, plan.rebuilds(Service.CREATOR));
            tasks.read(topics);
            creators.read(topics);
            violations.addAll(tasks.check(load.acknowledged(Topic.COMMANDS)));
            violations.addAll(creators.check(load.acknowledged(Topic.CREATOR_COMMANDS)));
            ORDERS.forEach(code -> refusedOrders.put(code, tasks.refused(code)));
            topics.read(Topic.SETTLEMENTS, settlement -> settled[0]++);
        }
        violations.addAll(Audit.run(cluster, options.data().resolve("logs/audit.log")));
        return settled[0];
    }
}
