package io.taskledger.broker;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/**
 * Makes topics that can be written to at once. The controller says that a topic is made before the brokers have heard of it,
 * and a broker knows its name before it leads its partitions. Of an idempotent producer's batches the first may be refused in
 * between and the next be taken: then the first is out of order for ever, and fails after {@code delivery.timeout.ms}.
 */
public final class NewTopics {

    /** Longest that brokers take to hear of a topic. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private NewTopics() {}

    /** Returns when all partitions have a leader that answers. */
    public static void create(Admin admin, Collection<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        CreateTopicsResult created = admin.createTopics(topics);
        List<Uuid> ids = new ArrayList<>();
        for (NewTopic topic : topics) {
            ids.add(created.topicId(topic.name()).get());
        }
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!knows(admin, ids)) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException(topics + " were not there within " + PATIENCE);
            }
            Thread.sleep(PAUSE);
        }
        // Asked of the leaders, and again until they are ones.
        var unused = admin.listOffsets(topics.stream()
                        .flatMap(NewTopics::partitions)
                        .collect(toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get();
    }

    private static Stream<TopicPartition> partitions(NewTopic topic) {
        return IntStream.range(0, topic.numPartitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    /** By their ids, as topics of the same names may have been deleted just before. */
    private static boolean knows(Admin admin, Collection<Uuid> topicIds)
            throws InterruptedException, ExecutionException {
        try {
            admin.describeTopics(TopicCollection.ofTopicIds(topicIds))
                    .allTopicIds()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicIdException) {
                return false;
            }
            throw e;
        }
    }
}
