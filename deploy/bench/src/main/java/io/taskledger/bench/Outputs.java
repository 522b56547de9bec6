package io.taskledger.bench;

import io.taskledger.bench.BareLoop.Output;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a stage has written, counted and weighed, so that the bare loop can write as much. */
record Outputs(Processes processes, int partitions) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** What the decider has written for people and services. */
    List<Output> ofContract(long commands) {
        return List.of(
                output(Topic.EVENTS.topicName(), commands),
                output(Topic.RESULTS.topicName(), commands),
                output(Topic.NOTIFICATIONS.topicName(), commands));
    }

    /** And with what it has written for itself, to be able to restore its state. */
    List<Output> withState(long commands, String group) {
        List<Output> all = new ArrayList<>(ofContract(commands));
        for (String store : List.of("tasks", "deadlines", "decided-up-to")) {
            all.add(output(group + "-" + store + "-changelog", commands));
        }
        return all;
    }

    private Output output(String topic, long commands) {
        long records = 0;
        long bytes = 0;
        boolean header = false;
        Map<String, Object> settings = ClientSettings.consumer(processes.bootstrap(), "nobody");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < Objects.requireNonNull(end.getValue()))) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                records += polled.count();
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    bytes += record.value() == null ? 0 : record.value().length;
                    header |= record.headers().iterator().hasNext();
                }
            }
        }
        return new Output(topic, (double) records / commands, (int) (bytes / Math.max(1, records)), header);
    }
}
