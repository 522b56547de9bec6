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
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far behind the groups are, against the last stable offset: what nobody may read yet is no lag. */
record GroupLags(Admin admin, List<String> groups, FirstUnread unread) {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLags.class);

    /**
     * How far a group is behind in a partition.
     *
     * @param offsets to go; zero where nothing but markers and aborted records follow
     * @param behind  age of the first record that it has not done; null where that cannot be read of one of the group's partitions:
     *                then markers and aborted records are counted, too
     */
    record Lag(
            String group,
            TopicPartition partition,
            long offsets,
            @Nullable Duration behind) {}

    /** Of every partition of each topic that a group has ever read from, but of no group whose offsets cannot be read. */
    List<Lag> look(LogEnds ends, Instant now) throws InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> all = new HashMap<>();
        groups.forEach(group -> all.put(group, new ListConsumerGroupOffsetsSpec()));
        // At once: where no answer comes, it is waited for once.
        ListConsumerGroupOffsetsResult committed = admin.listConsumerGroupOffsets(all);
        List<Lag> lags = new ArrayList<>();
        for (String group : groups) {
            try {
                Map<TopicPartition, Long> done =
                        done(committed.partitionsToOffsetAndMetadata(group).get(), ends);
                lags.addAll(lags(group, done, ends, now));
            } catch (ExecutionException e) {
                LOG.warn("How far {} is cannot be seen: {}", group, e.getMessage());
            }
        }
        return lags;
    }

    private List<Lag> lags(String group, Map<TopicPartition, Long> done, LogEnds ends, Instant now) {
        Map<TopicPartition, Long> lagging = new HashMap<>(done);
        lagging.entrySet().removeIf(next -> next.getValue() >= ends.stable(next.getKey()));
        List<Lag> lags = new ArrayList<>();
        try {
            Map<TopicPartition, Instant> first = lagging.isEmpty() ? Map.of() : unread.appended(lagging, ends.stable());
            done.forEach((partition, next) ->
                    lags.add(lag(group, partition, ends.stable(partition) - next, first.get(partition), now)));
        } catch (KafkaException e) {
            LOG.warn("Since when {} is behind cannot be seen: {}", group, e.getMessage());
            // Of none: zeros beside it would say that all is well.
            done.forEach((partition, next) ->
                    lags.add(new Lag(group, partition, Math.max(0, ends.stable(partition) - next), null)));
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
    private static Map<TopicPartition, Long> done(Map<TopicPartition, OffsetAndMetadata> committed, LogEnds ends) {
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
