package io.taskledger.chaos;

import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Directories;
import io.taskledger.local.Stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Faults of what a service keeps: its local state, its changelogs, its place in the log, its group. */
final class StateFaults {

    /** A rebuild that another fault has broken off is started again, as operators are told to. */
    private static final int TRIES = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long one more instance stays. */
    private static final Duration STAY = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Chronicle chronicle;
    private int extra = Cluster.INSTANCES;

    StateFaults(Cluster cluster, Chronicle chronicle) {
        this.cluster = cluster;
        this.chronicle = chronicle;
    }

    void delete(Node victim, Duration lasts) throws InterruptedException, IOException {
        victim.kill();
        Directories.delete(cluster.state(victim.name()));
        Thread.sleep(lasts);
        victim.start();
    }

    /** Keeps what they have on their disks by now, for later: of processes that were stopped, so that it is whole. */
    void keep(List<Node> services) throws InterruptedException, IOException {
        services.parallelStream().forEach(Node::stop);
        for (Node service : services) {
            // One that did not go is killed, and may take a moment to be gone.
            service.kill();
            Files.createDirectories(kept(service).getParent());
            Directories.copy(cluster.state(service.name()), kept(service));
            service.start();
        }
    }

    /** As it was when it was kept. */
    void putBack(Node victim, Duration lasts) throws InterruptedException, IOException {
        Path state = cluster.state(victim.name());
        victim.kill();
        Directories.delete(state);
        Directories.copy(kept(victim), state);
        Thread.sleep(lasts);
        victim.start();
    }

    private Path kept(Node node) {
        return cluster.data().resolve("kept").resolve(node.name());
    }

    void oneMore(String service) throws InterruptedException {
        Node more = cluster.instance(Service.valueOf(service.toUpperCase(Locale.ROOT)), ++extra);
        cluster.adopt(more);
        more.start();
        Thread.sleep(STAY);
        more.stop();
    }

    void resetOffsets(List<Node> settlements) throws InterruptedException, ExecutionException {
        settlements.parallelStream().forEach(Node::stop);
        Map<TopicPartition, OffsetAndMetadata> beginnings = IntStream.range(0, Cluster.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topic.EVENTS.topicName(), partition))
                .collect(Collectors.toMap(Function.identity(), partition -> new OffsetAndMetadata(0)));
        try (Admin admin = cluster.admin()) {
            String group = "taskledger-settlement";
            tryFor(() ->
                    admin.alterConsumerGroupOffsets(group, beginnings).all().get());
        }
        settlements.forEach(Node::start);
    }

    void rebuild(String service, List<Node> instances) throws InterruptedException, ExecutionException {
        instances.parallelStream().forEach(Node::stop);
        try (Admin admin = cluster.admin()) {
            String prefix = "taskledger-" + service + "-";
            tryFor(() -> {
                Set<String> changelogs =
                        new TreeSet<>(admin.listTopics().names().get());
                changelogs.removeIf(topic -> !topic.startsWith(prefix) || !topic.endsWith("-changelog"));
                admin.deleteTopics(changelogs).all().get();
                return changelogs;
            });
        }
        Node first = instances.getFirst();
        for (int i = 1; ; i++) {
            first.start("--rebuild");
            try {
                first.awaitReady(PATIENCE);
                break;
            } catch (IllegalStateException e) {
                first.kill();
                if (i == TRIES) {
                    throw e;
                }
                chronicle.say("the rebuild of " + service + " was broken off, and is started again");
            }
        }
        instances.stream().skip(1).forEach(Node::start);
    }

    /** Something of the cluster, which may be in trouble just now. */
    private interface Request {
        Object get() throws InterruptedException, ExecutionException;
    }

    private static void tryFor(Request request) throws InterruptedException, ExecutionException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                request.get();
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > giveUpAt) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
