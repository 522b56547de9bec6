package io.taskledger.contract.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The end of a partition's log. */
public final class LogTail {

    /** How far back the first look goes, in offsets: past a transaction's marker and some aborted records. */
    private static final long FIRST_LOOK = 64;

    private static final Duration POLL = Duration.ofSeconds(1);

    /** A broker that gives nothing for so long is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LogTail() {}

    /**
     * The last committed record, if there is any. The log's last offset will not do: it may be a transaction's marker, or
     * a record of an aborted one.
     *
     * @param consumer reads {@code read_committed}; its assignment is changed
     * @throws TimeoutException where the broker gives no answer within a minute
     */
    public static <K, V> Optional<ConsumerRecord<K, V>> lastCommitted(
            Consumer<K, V> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        long beginning = offset(consumer.beginningOffsets(List.of(partition)), partition);
        long end = offset(consumer.endOffsets(List.of(partition)), partition);
        long back = FIRST_LOOK;
        for (long upTo = end; upTo > beginning; back *= 4) {
            long from = Math.max(beginning, end - back);
            Optional<ConsumerRecord<K, V>> last = lastBetween(consumer, partition, from, upTo);
            if (last.isPresent()) {
                return last;
            }
            upTo = from;
        }
        return Optional.empty();
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    private static <K, V> Optional<ConsumerRecord<K, V>> lastBetween(
            Consumer<K, V> consumer, TopicPartition partition, long from, long to) {
        consumer.seek(partition, from);
        Optional<ConsumerRecord<K, V>> last = Optional.empty();
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<K, V> record : consumer.poll(POLL).records(partition)) {
                last = record.offset() < to ? Optional.of(record) : last;
            }
            if (System.nanoTime() > giveUpAt) {
                throw new TimeoutException("the end of " + partition + " could not be read within " + PATIENCE);
            }
        }
        return last;
    }
}
