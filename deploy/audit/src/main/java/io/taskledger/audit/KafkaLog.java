package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a cluster. Read twice side by side, committed and uncommitted: what only the latter sees was aborted. There
 * is no group, and nothing is committed.
 */
final class KafkaLog implements Log {

    /** Longest silence of the brokers. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<TopicPartition, Extent> extents = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> uncommitted;
    private final int partitions;
    private final Map<String, TopicDescription> topics;

    /** Throws {@link IOException} where the cluster cannot be reached, or is not what it must be. */
    KafkaLog(Properties client) throws IOException, InterruptedException {
        topics = describe(client);
        TopicDescription commands = Objects.requireNonNull(topics.get(Topics.COMMANDS.topic));
        partitions = commands.partitions().size();
        for (TopicDescription topic : topics.values()) {
            if (topic.partitions().size() != partitions) {
                throw new IOException(
                        topic.name() + " has " + topic.partitions().size() + " partitions, but " + Topics.COMMANDS.topic
                                + " has " + partitions);
            }
        }
        committed = consumer(client, "read_committed");
        uncommitted = consumer(client, "read_uncommitted");
        for (Topics topic : Topics.of(this).toList()) {
            List<TopicPartition> all = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                all.add(new TopicPartition(topic.topic, i));
            }
            // Up to the last stable offset: what is open is neither committed nor aborted.
            Map<TopicPartition, Long> ends = committed.endOffsets(all, PATIENCE);
            committed
                    .beginningOffsets(all, PATIENCE)
                    .forEach((at, start) -> extents.put(at, new Extent(start, Objects.requireNonNull(ends.get(at)))));
        }
    }

    private static Map<String, TopicDescription> describe(Properties client) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            Set<String> there = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            boolean creators = Stream.of(Topics.values())
                    .filter(Topics::isOfCreators)
                    .anyMatch(topic -> there.contains(topic.topic));
            List<String> names = Stream.of(Topics.values())
                    .filter(topic -> creators || !topic.isOfCreators())
                    .map(topic -> topic.topic)
                    .toList();
            return admin.describeTopics(names).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException("The topics cannot be read: " + why, e);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Properties client, String isolation) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.remove("group.id");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", "false");
        settings.put("isolation.level", isolation);
        settings.put("max.poll.records", "5000");
        // A fetch at the end of a partition waits that long, also where the next partition is asked for meanwhile.
        settings.put("fetch.max.wait.ms", "20");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public boolean hasCreators() {
        return topics.containsKey(Topics.CREATOR_COMMANDS.topic);
    }

    @Override
    public String topicId(Topics topic) {
        return Objects.requireNonNull(topics.get(topic.topic)).topicId().toString();
    }

    @Override
    public Extent extent(Topics topic, int partition) {
        return Objects.requireNonNull(extents.get(new TopicPartition(topic.topic, partition)));
    }

    @Override
    public void read(Topics topic, int partition, Consumer<Entry> sink) throws IOException {
        TopicPartition from = new TopicPartition(topic.topic, partition);
        try {
            Extent extent = shrunk(from, extent(topic, partition));
            Cursor seen = new Cursor(committed, from, extent);
            Cursor all = new Cursor(uncommitted, from, extent);
            for (ConsumerRecord<byte[], byte[]> record = all.next(); record != null; record = all.next()) {
                ConsumerRecord<byte[], byte[]> next = seen.peek();
                boolean aborted = next == null || next.offset() != record.offset();
                if (!aborted) {
                    seen.next();
                }
                sink.accept(entry(record, aborted));
            }
        } catch (KafkaException e) {
            throw new IOException("Reading " + from + " failed: " + e.getMessage(), e);
        }
    }

    /** Retention goes on deleting while hours of other partitions are read; what it has taken cannot be asked for. */
    private Extent shrunk(TopicPartition from, Extent known) {
        long start = Objects.requireNonNull(
                committed.beginningOffsets(List.of(from), PATIENCE).get(from));
        Extent now = new Extent(Math.max(known.start(), start), known.end());
        extents.put(from, now);
        return now;
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record, boolean aborted) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return new Entry(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                headers,
                record.value(),
                aborted);
    }

    /** One partition's records in order, up to the end of the extent. */
    private static final class Cursor {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition from;
        private final long end;
        private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

        Cursor(KafkaConsumer<byte[], byte[]> consumer, TopicPartition from, Extent extent) {
            this.consumer = consumer;
            this.from = from;
            this.end = extent.end();
            consumer.assign(List.of(from));
            consumer.seek(from, extent.start());
        }

        @Nullable
        ConsumerRecord<byte[], byte[]> peek() throws IOException {
            long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            while (fetched.isEmpty() && consumer.position(from, PATIENCE) < end) {
                long before = consumer.position(from, PATIENCE);
                consumer.poll(POLL).forEach(fetched::add);
                if (consumer.position(from, PATIENCE) == before && System.nanoTime() > giveUpAt) {
                    throw new IOException("Nothing more comes of " + from + " behind offset " + before);
                }
            }
            ConsumerRecord<byte[], byte[]> next = fetched.peek();
            return next == null || next.offset() >= end ? null : next;
        }

        @Nullable
        ConsumerRecord<byte[], byte[]> next() throws IOException {
            ConsumerRecord<byte[], byte[]> next = peek();
            if (next != null) {
                fetched.remove();
            }
            return next;
        }
    }

    @Override
    public void close() {
        committed.close();
        uncommitted.close();
    }
}
