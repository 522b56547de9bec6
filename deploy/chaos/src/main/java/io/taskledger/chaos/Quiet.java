package io.taskledger.chaos;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Waits until nothing is left to do: everything was read, and no deadline is due. */
final class Quiet {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Deadlines of the demonstration's policies come within seconds; those of the guide's in a day. */
    private static final Duration SOON = Duration.ofMinutes(30);

    /** A busy machine takes its time for what was sent while it recovered. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Cluster cluster;

    Quiet(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Throws {@link IllegalStateException} that says what is left where nothing gets on for so long, or never ends. */
    void await(Duration patience) throws InterruptedException, ExecutionException, SQLException {
        long begin = System.nanoTime();
        long movedAt = begin;
        try (Admin admin = cluster.admin();
                Topics topics = new Topics(cluster.brokers().bootstrapServers())) {
            List<String> left = left(admin, topics);
            while (!left.isEmpty()) {
                long now = System.nanoTime();
                if (now > movedAt + patience.toNanos() || now > begin + LONGEST.toNanos()) {
                    throw new IllegalStateException("Not quiet after "
                            + Duration.ofNanos(now - begin).toSeconds() + " s: " + String.join(", ", left));
                }
                Thread.sleep(LOOK);
                List<String> next = left(admin, topics);
                if (!next.equals(left)) {
                    movedAt = now;
                }
                left = next;
            }
        }
    }

    /** Deadlines last: while one comes true all groups have read everything, for a moment. */
    private List<String> left(Admin admin, Topics topics)
            throws InterruptedException, ExecutionException, SQLException {
        List<String> left = new ArrayList<>();
        left.addAll(behind("decider", topics.ends(Topic.COMMANDS), committed(admin, "taskledger-decider")));
        left.addAll(behind("creator", topics.ends(Topic.CREATOR_COMMANDS), committed(admin, "taskledger-creator")));
        left.addAll(behind("settlement", topics.ends(Topic.EVENTS), committed(admin, "taskledger-settlement")));
        // The group's offsets may stay behind for ever: the view itself says how far it is.
        Map<TopicPartition, Long> shown = shown();
        left.addAll(behind("projector", topics.ends(Topic.EVENTS), shown));
        left.addAll(behind("projector", topics.ends(Topic.SETTLEMENTS), shown));
        left.addAll(behind("projector", topics.ends(Topic.CREATOR_EVENTS), shown));
        if (left.isEmpty()) {
            long due = due(topics);
            if (due > 0) {
                left.add(due + " deadlines that are due, or come due soon");
            }
        }
        return left;
    }

    private static List<String> behind(String who, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> done) {
        return ends.entrySet().stream()
                .filter(end -> done.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> who + " is at " + done.getOrDefault(end.getKey(), 0L) + " of " + end.getValue() + " in "
                        + end.getKey())
                .sorted()
                .toList();
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group)
            throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, Long> shown() throws SQLException {
        Map<TopicPartition, Long> shown = new HashMap<>();
        try (Connection connection = cluster.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select topic, partition, next_offset from view_1.source_offset")) {
            while (row.next()) {
                shown.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
            }
        }
        return shown;
    }

    /** Deadlines that events have set and no later event of the task has lifted. */
    private static long due(Topics topics) {
        Map<String, Instant> deadlines = new HashMap<>();
        topics.read(Topic.EVENTS, record -> {
            EventEnvelope event = EventWire.read(record.value());
            String task = event.taskId().value();
            switch (event.event()) {
                case TaskPublished published -> deadlines.put(task, published.acceptBy());
                case CancellationRequested requested -> deadlines.put(task, requested.confirmBy());
                case CancellationReminded reminded -> {
                    // It is still pending.
                }
                case CancellationEscalated escalated -> deadlines.remove(task);
                case VideoUploaded uploaded -> {
                    // Nothing was pending.
                }
                case TaskEvent other -> deadlines.remove(task);
            }
        });
        Instant soon = Instant.now().plus(SOON);
        return deadlines.values().stream().filter(soon::isAfter).count();
    }
}
