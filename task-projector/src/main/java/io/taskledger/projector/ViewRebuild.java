package io.taskledger.projector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a new version of the view beside the one that serves, holds both against each other at the same place of the log,
 * and switches. The old one serves until then, and is kept after it. Interrupted, it goes on when it is started again.
 */
final class ViewRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(ViewRebuild.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REPORT = Duration.ofSeconds(2);

    /** So few records are left to the handover, so that it is short; waiting for none, it might never come. */
    private static final long HANDED_OVER = 2_000;

    /** Longest that writers into the old view wait for the last records to be in the new one. */
    private static final Duration HANDOVER = Duration.ofSeconds(60);

    private final Views views;
    private final ViewWriter writer;
    private final ViewComparison comparison;
    private final Consumer<byte[], byte[]> log;

    ViewRebuild(Views views, ViewWriter writer, ViewComparison comparison, Consumer<byte[], byte[]> log) {
        this.views = views;
        this.writer = writer;
        this.comparison = comparison;
        this.log = log;
    }

    /** Throws {@link IllegalStateException} where both differ; then the old one goes on serving, and the new one is kept to be looked at. */
    void run(boolean acceptDifferences) {
        View next = views.beginBuilding();
        List<TopicPartition> partitions = ViewWriter.SOURCES.stream()
                .flatMap(topic -> log.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        log.assign(partitions);
        seek(partitions, writer.offsets(next));
        LOG.info("Building {} beside {}", next.schema(), views.serving().schema());
        catchUp(next);
        views.switchTo(next, serving -> {
            reach(next, writer.offsets(serving));
            comparison.require(serving, next, acceptDifferences);
        });
        LOG.info("{} serves now; the one before is kept until --drop-kept-views", next.schema());
    }

    private void seek(Collection<TopicPartition> partitions, Map<TopicPartition, Long> offsets) {
        log.seekToBeginning(partitions);
        offsets.forEach(log::seek);
    }

    /** Until little is left to do: that, and what comes meanwhile, is for the handover. */
    private void catchUp(View next) {
        Progress progress = new Progress();
        while (true) {
            Map<TopicPartition, Long> ends = writer.offsets(views.serving());
            long left = left(ends);
            if (progress.isDue() || left <= HANDED_OVER) {
                progress.report(left);
            }
            if (left <= HANDED_OVER) {
                return;
            }
            progress.done(step(next, ends));
        }
    }

    /** While nobody writes into the view that serves: to exactly where that one ends. */
    private void reach(View next, Map<TopicPartition, Long> ends) {
        long giveUpAt = System.nanoTime() + HANDOVER.toNanos();
        while (left(ends) > 0) {
            var unused = step(next, ends);
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException(
                        "the last records could not be read within " + HANDOVER + "; start again");
            }
        }
    }

    /** Applies what comes next, but nothing beyond these ends: a view that is further than the other cannot be compared to it. */
    private int step(View next, Map<TopicPartition, Long> ends) {
        log.resume(log.paused());
        log.pause(log.assignment().stream()
                .filter(partition -> log.position(partition) >= end(ends, partition))
                .toList());
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        ConsumerRecords<byte[], byte[]> polled = log.poll(POLL);
        for (TopicPartition partition : polled.partitions()) {
            long end = end(ends, partition);
            polled.records(partition).stream()
                    .filter(record -> record.offset() < end)
                    .forEach(batch::add);
            if (log.position(partition) > end) {
                log.seek(partition, end);
            }
        }
        if (!batch.isEmpty()) {
            writer.apply(next, batch);
        }
        return batch.size();
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - log.position(end.getKey())))
                .sum();
    }

    /** How far it is, for whoever waits. */
    private static final class Progress {
        private final long beganAt = System.nanoTime();
        private long reportedAt = beganAt;
        private long done;

        void done(int records) {
            done += records;
        }

        boolean isDue() {
            return System.nanoTime() - reportedAt > REPORT.toNanos();
        }

        void report(long left) {
            reportedAt = System.nanoTime();
            double perSecond = done / Math.max(0.001, (reportedAt - beganAt) / 1e9);
            LOG.info(
                    "{} records done, {} to do, {} per second, {} left",
                    done,
                    left,
                    Math.round(perSecond),
                    perSecond == 0 ? "no idea how long is" : Duration.ofSeconds(Math.round(left / perSecond)));
        }
    }
}
