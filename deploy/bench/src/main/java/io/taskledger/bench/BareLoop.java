package io.taskledger.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the decider is held against: takes the same commands, writes as many records of the same size to as many topics, in
 * transactions of the same length through clients of the same settings, and decides nothing.
 */
final class BareLoop implements Runnable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();
    private static final Header CONTENT_TYPE =
            new RecordHeader("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));

    /** What is written: for each command so many records of so many bytes. */
    record Output(String topic, double recordsPerCommand, int bytes, boolean header) {
        Output to(String other) {
            return new Output(other, recordsPerCommand, bytes, header);
        }

        static Output parse(String text) {
            String[] parts = text.split(",", -1);
            return new Output(
                    parts[0], Double.parseDouble(parts[1]), Integer.parseInt(parts[2]), Boolean.parseBoolean(parts[3]));
        }

        @Override
        public String toString() {
            return topic + "," + recordsPerCommand + "," + bytes + "," + header;
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Output> outputs;
    private final byte[][] values;
    private final double[] due;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private long begunAt;

    private BareLoop(
            KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, List<Output> outputs) {
        this.consumer = consumer;
        this.producer = producer;
        this.outputs = outputs;
        this.values = outputs.stream().map(output -> new byte[output.bytes]).toArray(byte[][]::new);
        this.due = new double[outputs.size()];
    }

    /** Arguments: bootstrap servers, group, input topic, threads, outputs. */
    public static void main(String[] arguments) {
        String group = arguments[1];
        List<Output> outputs =
                Arrays.stream(arguments).skip(4).map(Output::parse).toList();
        for (int thread = 0; thread < Integer.parseInt(arguments[3]); thread++) {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    ClientSettings.consumer(arguments[0], group),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    ClientSettings.producer(arguments[0], group + "-" + thread),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            consumer.subscribe(List.of(arguments[2]));
            var unused = Thread.ofPlatform().name("bare-" + thread).start(new BareLoop(consumer, producer, outputs));
        }
    }

    @Override
    public void run() {
        producer.initTransactions();
        while (true) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    copy(record);
                }
            }
            records.nextOffsets().forEach(done::put);
            if (!done.isEmpty() && System.nanoTime() - begunAt >= COMMIT_NANOS) {
                producer.sendOffsetsToTransaction(done, consumer.groupMetadata());
                producer.commitTransaction();
                done.clear();
                begunAt = 0;
            }
        }
    }

    private void copy(ConsumerRecord<byte[], byte[]> command) {
        if (begunAt == 0) {
            producer.beginTransaction();
            begunAt = System.nanoTime();
        }
        for (int i = 0; i < values.length; i++) {
            Output output = outputs.get(i);
            for (due[i] += output.recordsPerCommand; due[i] >= 1; due[i]--) {
                var unused = producer.send(new ProducerRecord<>(
                        output.topic,
                        command.partition(),
                        command.timestamp(),
                        command.key(),
                        values[i],
                        output.header ? List.of(CONTENT_TYPE) : null));
            }
        }
    }
}
