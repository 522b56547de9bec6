package io.taskledger.engine;

import io.taskledger.contract.topics.Topic;
import io.taskledger.engine.Surroundings.LogEnds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a service's state from its own output, before any input is taken. The group's offsets of the input stay. */
final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Longest wait for a killed instance to leave the group, and for deleted topics to be gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Admin admin;
    private final String group;
    private final Changelogs changelogs;
    private final List<TopicPartition> log;
    private final LogEnds logEnds;

    /**
     * One of one service.
     *
     * @param group      the application id
     * @param changelogs of the stores that are made anew
     */
    Rebuild(Admin admin, String group, Changelogs changelogs, Topic output, int partitions, LogEnds logEnds) {
        this.admin = admin;
        this.group = group;
        this.changelogs = changelogs;
        this.logEnds = logEnds;
        this.log = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(output.topicName(), partition))
                .toList();
    }

    void run(KafkaStreams fold, StreamsMeters meters) throws InterruptedException, ExecutionException {
        LOG.info("Rebuilding the state of {} from {}", group, log.getFirst().topic());
        until("another instance is running: stop all of them first", this::isAlone);
        forget(fold);
        Map<TopicPartition, Long> ends = ends();
        admin.alterConsumerGroupOffsets(group, beginnings()).all().get();
        Throwable[] failure = new Throwable[1];
        fold.setUncaughtExceptionHandler(e -> {
            failure[0] = e;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        try (fold) {
            fold.start();
            for (long left = left(ends); left > 0; left = left(ends)) {
                if (fold.state() == KafkaStreams.State.ERROR) {
                    throw new IllegalStateException("the log cannot be folded", failure[0]);
                }
                LOG.info("Rebuilding: {} offsets to do", left);
                meters.rebuilding(left);
                Thread.sleep(PAUSE);
            }
        }
        meters.rebuilding(0);
        // Who watches the group's lag would see that of the log grow for ever.
        until("the group cannot be left", this::isAlone);
        admin.deleteConsumerGroupOffsets(group, Set.copyOf(log)).all().get();
        LOG.info("Rebuilt");
    }

    private boolean isAlone() throws InterruptedException, ExecutionException {
        try {
            return admin.describeConsumerGroups(Set.of(group)).all().get().values().stream()
                    .allMatch(description -> description.members().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw e;
        }
    }

    /** What is left of the old state, here and in the changelogs. */
    private void forget(KafkaStreams fold) throws InterruptedException, ExecutionException {
        fold.cleanUp();
        admin.deleteTopics(changelogs.there(admin)).all().get();
        until(
                "the changelogs " + changelogs.names() + " cannot be deleted",
                () -> changelogs.there(admin).isEmpty());
    }

    /**
     * Behind the last committed record. The log's own end may never be reached: what follows that record, or stands in its
     * place, may be aborted or a marker, which the fold does not see and so does not commit.
     */
    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : log) {
            logEnds.of(partition.partition()).lastOutput().ifPresent(last -> ends.put(partition, last.offset() + 1));
        }
        return ends;
    }

    private Map<TopicPartition, OffsetAndMetadata> beginnings() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> earliest =
                log.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.earliest()));
        return admin.listOffsets(earliest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        found -> new OffsetAndMetadata(found.getValue().offset())));
    }

    private long left(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata committed = done.get(end.getKey());
                    return Math.max(0, end.getValue() - (committed == null ? 0 : committed.offset()));
                })
                .sum();
    }

    /** Something of the cluster that may take a while to come true. */
    private interface Condition {
        boolean holds() throws InterruptedException, ExecutionException;
    }

    private static void until(String otherwise, Condition condition) throws InterruptedException, ExecutionException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException(otherwise);
            }
            Thread.sleep(PAUSE);
        }
    }
}
