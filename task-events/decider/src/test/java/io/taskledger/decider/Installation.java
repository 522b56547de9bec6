package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.decider.decision.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.util.FileSystemUtils;

/** One decider's name, topics and state, which outlive its processes. */
record Installation(BrokerExtension broker, String name, Path stateDir) {

    static final int PARTITIONS = 2;

    private static final int PATIENCE_SECONDS = 60;

    /** With topics as the contract wants them; what an earlier test left is gone. */
    static Installation fresh(BrokerExtension broker, String name, Path stateDir)
            throws ExecutionException, InterruptedException {
        try (Admin admin = broker.admin()) {
            Set<String> ours = Stream.of(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
            ours.retainAll(admin.listTopics().names().get());
            admin.deleteTopics(ours).all().get();
            await().atMost(PATIENCE_SECONDS, SECONDS)
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(ours::contains));
        }
        List<NewTopic> topics = Stream.of(Topic.values())
                .map(topic -> topic.create(PARTITIONS, (short) 1))
                .toList();
        broker.create(topics);
        return new Installation(broker, name, stateDir);
    }

    RunningDecider start(String... options) {
        return startOn(stateDir, options);
    }

    /** One more process, on a disk of its own. */
    RunningDecider startOn(Path disk, String... options) {
        return RunningDecider.start(broker.bootstrapServers(), name, disk, options);
    }

    /** As after a lost disk. */
    void loseLocalState() throws IOException {
        FileSystemUtils.deleteRecursively(stateDir);
    }

    /** As after somebody "tidied up" the topics. */
    void loseChangelogs() throws ExecutionException, InterruptedException {
        try (Admin admin = broker.admin()) {
            Set<String> changelogs = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(name) && topic.endsWith("-changelog"))
                    .collect(Collectors.toSet());
            admin.deleteTopics(changelogs).all().get();
            await().atMost(PATIENCE_SECONDS, SECONDS)
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(changelogs::contains));
        }
    }

    void lose(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(Set.of(topic)).all().get();
            await().atMost(PATIENCE_SECONDS, SECONDS)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    /** As an operator would with kafka-consumer-groups --reset-offsets --to-earliest, while nothing runs. */
    void resetOffsets() {
        Map<TopicPartition, OffsetAndMetadata> beginning = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topic.COMMANDS.topicName(), partition))
                .collect(Collectors.toMap(Function.identity(), partition -> new OffsetAndMetadata(0)));
        try (Admin admin = broker.admin()) {
            await().atMost(PATIENCE_SECONDS, SECONDS).ignoreExceptions().until(() -> {
                admin.alterConsumerGroupOffsets(name, beginning).all().get();
                return true;
            });
        }
    }

    /** What is stored of every task, as its changelog says. */
    Map<String, TaskState> state() {
        Map<String, TaskState> state = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.read(name + "-" + TaskForm.STORE + "-changelog")) {
            boolean isTask = record.key()[0] >= 0;
            if (isTask) {
                state.put(new String(record.key(), UTF_8), TaskStateCodec.read(record.value()));
            }
        }
        return state;
    }

    /** What must be stored: all events, one after the other. */
    Map<String, TaskState> fold() {
        Map<String, TaskState> state = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.read(Topic.EVENTS.topicName())) {
            EventEnvelope event = EventWire.read(record.value());
            String task = event.taskId().value();
            state.put(task, state.getOrDefault(task, TaskState.NONE).apply(event));
        }
        return state;
    }
}
