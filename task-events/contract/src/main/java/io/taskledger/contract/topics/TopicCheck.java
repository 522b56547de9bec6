package io.taskledger.contract.topics;

import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics as they were found at start: all there, and as {@link Topic} says.
 *
 * @param partitions how many each of them has
 * @param ids        by which a topic is known again, or known to have been made anew
 */
public record TopicCheck(int partitions, Map<Topic, String> ids) {

    private static final long TIMEOUT_SECONDS = 60;

    /** A topic breaks the contract; the message names it, the setting, and what it must be. */
    public static final class WrongTopic extends IllegalStateException {
        WrongTopic(List<String> faults) {
            super("Refusing to start. " + String.join(" ", faults));
        }
    }

    /** Throws {@link WrongTopic} with everything that is wrong at once. */
    public static TopicCheck run(Admin admin, Collection<Topic> topics, short replication)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> faults = new ArrayList<>();
        Map<Topic, TopicDescription> found = describe(admin, topics, faults);
        Map<ConfigResource, Config> settings = settings(admin, found.keySet());
        found.forEach((topic, description) -> {
            Config config = Objects.requireNonNull(settings.get(resource(topic)));
            topic.settings(replication).forEach((name, expected) -> {
                String actual = config.get(name).value();
                boolean fine =
                        name.equals(RETENTION_MS_CONFIG) ? keepsLongEnough(topic, actual) : expected.equals(actual);
                if (!fine) {
                    faults.add("Topic " + topic.topicName() + " has " + name + "=" + actual + ", but must have "
                            + expected + ".");
                }
            });
            int replicas = description.partitions().getFirst().replicas().size();
            if (replicas < replication) {
                faults.add("Topic " + topic.topicName() + " has replication " + replicas + ", but must have "
                        + replication + ".");
            }
        });
        Map<Integer, List<String>> byPartitions = found.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().partitions().size(),
                        Collectors.mapping(entry -> entry.getKey().topicName(), Collectors.toList())));
        if (byPartitions.size() > 1) {
            faults.add("All topics must have one number of partitions, but found " + byPartitions + ".");
        }
        if (!faults.isEmpty()) {
            throw new WrongTopic(faults);
        }
        Map<Topic, String> ids = new EnumMap<>(Topic.class);
        found.forEach(
                (topic, description) -> ids.put(topic, description.topicId().toString()));
        return new TopicCheck(byPartitions.keySet().iterator().next(), ids);
    }

    private static Map<Topic, TopicDescription> describe(Admin admin, Collection<Topic> topics, List<String> faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        topics.stream().map(Topic::topicName).toList())
                .topicNameValues();
        Map<Topic, TopicDescription> found = new EnumMap<>(Topic.class);
        for (Topic topic : topics) {
            try {
                found.put(
                        topic,
                        Objects.requireNonNull(described.get(topic.topicName()))
                                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                faults.add("Topic " + topic.topicName() + " does not exist.");
            }
        }
        return found;
    }

    private static Map<ConfigResource, Config> settings(Admin admin, Collection<Topic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeConfigs(topics.stream().map(TopicCheck::resource).toList())
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    /** Longer is as good; −1 is for ever. */
    private static boolean keepsLongEnough(Topic topic, String actual) {
        long ms = Long.parseLong(actual);
        return ms == -1
                || (!topic.retention().isNegative() && ms >= topic.retention().toMillis());
    }
}
