package io.taskledger.watch;

import io.taskledger.contract.topics.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the partitions of our topics end.
 *
 * @param stable what a reader of committed records may read up to: before the first open transaction
 * @param high   the end of what is safely stored
 */
record LogEnds(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> high) {

    /** Of those that exist: a service need not wait for topics of others. */
    static LogEnds of(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> topics = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
        topics.retainAll(admin.listTopics().names().get());
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        // In this order, so that what is written in between looks stable, not stuck.
        Map<TopicPartition, Long> high = latest(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
        return new LogEnds(latest(admin, partitions, IsolationLevel.READ_COMMITTED), high);
    }

    private static Map<TopicPartition, Long> latest(
            Admin admin, List<TopicPartition> partitions, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> latest = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> latest.put(partition, end.offset()));
        return latest;
    }

    /** Whether a transaction is open at the end, or was a moment ago. */
    boolean isHeldUp(TopicPartition partition) {
        return stable(partition) < Objects.requireNonNull(high.get(partition));
    }

    long stable(TopicPartition partition) {
        return Objects.requireNonNull(stable.get(partition));
    }
}
