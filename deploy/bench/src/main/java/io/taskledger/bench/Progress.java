package io.taskledger.bench;

import io.taskledger.contract.topics.Topic;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far everybody is: by what is committed, as everything else may come to nothing. */
record Progress(Admin admin, int partitions) implements Closeable {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** Nothing takes so long that goes on at all. */
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    /** Offsets of its input that are done with; for commands, which nobody sends in transactions, that is their number. */
    long done(Stage stage) throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(stage.group()).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(stage.input().topicName()) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** The end of what is committed, markers counted. */
    long end(Topic topic) throws InterruptedException, ExecutionException {
        Set<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetSpec> latest =
                all.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin
                .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    /** Waits until the stage has come so far; returns how far it has. */
    long await(Stage stage, long goal) throws InterruptedException, ExecutionException {
        long last = done(stage);
        for (long movedAt = System.nanoTime(); last < goal; Thread.sleep(LOOK)) {
            long now = done(stage);
            if (now > last) {
                movedAt = System.nanoTime();
            }
            last = now;
            if (!stage.process().isAlive() || System.nanoTime() - movedAt > STANDSTILL.toNanos()) {
                throw new IllegalStateException(stage.name() + " stands still; its log is kept.");
            }
        }
        return last;
    }

    @Override
    public void close() {
        admin.close();
    }
}
