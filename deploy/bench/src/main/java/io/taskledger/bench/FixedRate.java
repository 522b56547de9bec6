package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Commands at a rate that does not give way when the answers are slow. How long it took counts from when a command was due
 * to be sent, until what follows from it can be read, committed.
 */
record FixedRate(Processes processes, int partitions, CommandLives lives) {

    private static final Duration POLL = Duration.ofMillis(10);

    /** Of the producer that sends; it counts. */
    private static final int LINGER_MS = 1;

    /** Commands due within so long go out together: fewer naps, and none is sent late by more. */
    private static final long NAP_NANOS = 500_000;

    private static final String CAUSED_BY = "\"causationid\":\"";
    private static final int COMMAND_ID = 36;

    /** When all events were read, and nothing more has come for so long, all settlements were, too. */
    private static final Duration LAST = Duration.ofSeconds(10);

    /** Who is further behind than that has no latency. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Command to event, and a task's last command to its settlement: of all of them, however late. Each command has one event. Throws
     * {@link IllegalStateException} where they do not come.
     */
    Map<String, Object> measure(int perSecond, Duration warmUp, Duration duration) throws InterruptedException {
        int warm = Math.toIntExact(perSecond * warmUp.toSeconds());
        int measured = Math.toIntExact(perSecond * duration.toSeconds());
        int first = lives.commands();
        long[] dueNanos = new long[warm + measured];
        Map<String, Integer> lastOf = new ConcurrentHashMap<>();
        AtomicLong sentAt = new AtomicLong(Long.MAX_VALUE);
        Latencies events = new Latencies(2 * measured);
        Latencies settlements = new Latencies(measured);
        try (KafkaProducer<byte[], byte[]> producer = processes.producer(LINGER_MS);
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Thread reader = Thread.ofPlatform().name("reader").start(() -> {
                long now = System.nanoTime();
                long last = now;
                while (events.count() < measured
                        ? now - PATIENCE.toNanos() < sentAt.get()
                        : now - LAST.toNanos() < last) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        last = System.nanoTime();
                        boolean event = record.topic().equals(Topic.EVENTS.topicName());
                        int number = event
                                ? cause(record.value()) - first
                                : lastOf.getOrDefault(new String(record.key(), UTF_8), -1);
                        if (number >= warm) {
                            (event ? events : settlements).add(last - dueNanos[number], true);
                        }
                    }
                    now = System.nanoTime();
                }
            });
            send(producer, perSecond, dueNanos, lastOf);
            producer.flush();
            sentAt.set(System.nanoTime());
            reader.join();
        }
        if (events.count() < measured) {
            throw new IllegalStateException("Of " + measured + " events " + events.count() + " could be read within "
                    + PATIENCE.toMinutes() + " minutes");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("event", events.json());
        figures.put("settlement", settlements.json());
        return figures;
    }

    /** A task may have several commands: the last that was sent before its settlement was read is the one that ended it. */
    private void send(
            KafkaProducer<byte[], byte[]> producer, int perSecond, long[] dueNanos, Map<String, Integer> lastOf) {
        long begin = System.nanoTime();
        Arrays.setAll(dueNanos, number -> begin + number * 1_000_000_000L / perSecond);
        for (int number = 0; number < dueNanos.length; number++) {
            long left = dueNanos[number] - System.nanoTime();
            while (left > 0) {
                LockSupport.parkNanos(Math.max(left, NAP_NANOS));
                left = dueNanos[number] - System.nanoTime();
            }
            ProducerRecord<byte[], byte[]> command = lives.next();
            lastOf.put(new String(command.key(), UTF_8), number);
            var unused = producer.send(command);
        }
    }

    private static int cause(byte[] event) {
        String text = new String(event, ISO_8859_1);
        int begin = text.indexOf(CAUSED_BY) + CAUSED_BY.length();
        return CommandLives.number(text.substring(begin, begin + COMMAND_ID));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = ClientSettings.consumer(processes.bootstrap(), "reader");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = Stream.of(Topic.EVENTS, Topic.SETTLEMENTS)
                .flatMap(topic -> IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        return consumer;
    }
}
