package io.taskledger.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far behind the groups are, against the last stable offset: what nobody may read yet is no lag. */
record GroupLags(Admin admin, List<String> groups, FirstUnread unread) {

    /**
     * How far a group is behind in a partition.
     *
     * @param offsets to go; zero where nothing but markers and aborted records follow
     * @param behind  age of the first record that it has not done
     */
    record Lag(String group, TopicPartition partition, long offsets, Duration behind) {}

    /** Of every partition of each topic that a group has ever read from. */
    List<Lag> look(LogEnds ends, Instant now) throws InterruptedException, ExecutionException {
        List<Lag> lags = new ArrayList<>();
        for (String group : groups) {
            Map<TopicPartition, Long> done = done(group, ends);
            Map<TopicPartition, Long> lagging = new HashMap<>(done);
            lagging.entrySet().removeIf(next -> next.getValue() >= ends.stable(next.getKey()));
            Map<TopicPartition, Instant> first = lagging.isEmpty() ? Map.of() : unread.appended(lagging, ends.stable());
            done.forEach((partition, next) ->
                    lags.add(lag(group, partition, ends.stable(partition) - next, first.get(partition), now)));
        }
        return lags;
    }

    private static Lag lag(String group, TopicPartition partition, long offsets, @Nullable Instant first, Instant now) {
        if (first == null) {
            return new Lag(group, partition, 0, Duration.ZERO);
        }
        Duration behind = Duration.between(first, now);
        return new Lag(group, partition, offsets, behind.isNegative() ? Duration.ZERO : behind);
    }

    /** Where the group goes on; from the beginning where it has read the topic, but not this partition. */
    private Map<TopicPartition, Long> done(String group, LogEnds ends) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<String> topics =
                committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<TopicPartition, Long> done = new HashMap<>();
        for (TopicPartition partition : ends.stable().keySet()) {
            OffsetAndMetadata next = committed.get(partition);
            if (topics.contains(partition.topic())) {
                done.put(partition, next == null ? 0 : next.offset());
            }
        }
        return done;
    }
}
