package io.taskledger.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the first committed record from an offset on. It has no group and leaves no trace. */
final class FirstUnread implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Longest look at all partitions together. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Of each partition, in bytes: only its first record is looked at. A larger batch comes whole only as the first in an answer, so
     * with less each partition would need an answer of its own; more would carry what nobody looks at.
     */
    private static final int FETCH = 16 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;

    FirstUnread(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where retention was faster than the reader.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        // Of what has come already. More would empty a partition, and then more of it is asked for at once.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * When it was appended; a partition where only markers and aborted records follow is not in the answer.
     *
     * @param ends the last stable offsets: nothing is waited for behind them
     * @throws TimeoutException where the brokers give too little in time: none found would look like none there
     */
    Map<TopicPartition, Instant> appended(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Instant> found = new HashMap<>();
        consumer.assign(from.keySet());
        consumer.resume(from.keySet());
        from.forEach(consumer::seek);
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!consumer.paused().containsAll(from.keySet())) {
            if (System.nanoTime() > giveUpAt) {
                throw new TimeoutException("the first unread records could not be read within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                found.putIfAbsent(partition, Instant.ofEpochMilli(record.timestamp()));
                consumer.pause(Set.of(partition));
            }
            consumer.pause(passed(ends));
        }
        return found;
    }

    private List<TopicPartition> passed(Map<TopicPartition, Long> ends) {
        return consumer.assignment().stream()
                .filter(partition -> consumer.position(partition, PATIENCE) >= ends.getOrDefault(partition, 0L))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
