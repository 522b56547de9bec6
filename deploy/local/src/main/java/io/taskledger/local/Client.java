package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.CreatorCommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.SettlementWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An upstream service and a finance consumer in one: sends commands, reads answers, settlements and dead letters. */
final class Client implements AutoCloseable {

    /** A healthy stack answers within a second; a cold or busy one may take a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Topic> READ =
            List.of(Topic.RESULTS, Topic.CREATOR_RESULTS, Topic.EVENTS, Topic.SETTLEMENTS, Topic.DEAD_LETTERS);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, BlockingQueue<CommandResult>> results = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Settlement>> settlements = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> deadLetters = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<EventType>> events = new ConcurrentHashMap<>();

    Client(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = READ.stream()
                .flatMap(topic -> IntStream.range(0, Topic.DEFAULT_PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread.ofPlatform().name("demo-reader").daemon().start(this::read);
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    received(record);
                }
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void received(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topic.RESULTS.topicName())
                || record.topic().equals(Topic.CREATOR_RESULTS.topicName())) {
            CommandResult result = ResultWire.read(record.value());
            queue(results, answerTo(record.topic(), result.subject(), result.commandId()))
                    .add(result);
        } else if (record.topic().equals(Topic.EVENTS.topicName())) {
            queue(events, new String(record.key(), UTF_8)).add(EventWire.readType(record.value()));
        } else if (record.topic().equals(Topic.SETTLEMENTS.topicName())) {
            Settlement settlement = SettlementWire.read(record.value());
            queue(settlements, settlement.taskId().value()).add(settlement);
        } else if (record.key() != null) {
            String cause =
                    new String(record.headers().lastHeader("taskledger-cause").value(), UTF_8);
            queue(deadLetters, new String(record.key(), UTF_8)).add(cause);
        }
    }

    /** Sends a command and waits for its answer. */
    CommandResult ask(CommandEnvelope command) throws InterruptedException {
        send(command.taskId().value(), CommandWire.write(command));
        return answer(Topic.RESULTS, command);
    }

    /** Sends a command about a creator and waits for its answer. */
    CommandResult ask(CreatorCommandEnvelope command) throws InterruptedException {
        send(Topic.CREATOR_COMMANDS, command.creatorId().value(), CreatorCommandWire.write(command));
        return answer(Topic.CREATOR_RESULTS, command);
    }

    private CommandResult answer(Topic answers, CommandHead command) throws InterruptedException {
        String key = answerTo(
                answers.topicName(), command.subject().value(), command.id().value());
        return take(results, key, "answer to " + command.type().shortName());
    }

    private static String answerTo(String topic, String subject, String commandId) {
        return topic + "/" + subject + "/" + commandId;
    }

    /** Sends whatever it is given. */
    void send(String key, byte[] value) {
        send(Topic.COMMANDS, key, value);
    }

    private void send(Topic topic, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(UTF_8), value));
    }

    /** Passes over what happened before. */
    void awaitEvent(String taskId, EventType type) throws InterruptedException {
        while (take(events, taskId, type + " of " + taskId) != type) {
            // Further on.
        }
    }

    Settlement settlement(String taskId) throws InterruptedException {
        return take(settlements, taskId, "settlement of " + taskId);
    }

    /** The cause that the dead letter of that key names. */
    String deadLetter(String key) throws InterruptedException {
        return take(deadLetters, key, "dead letter of " + key);
    }

    private static <T> T take(Map<String, BlockingQueue<T>> queues, String key, String what)
            throws InterruptedException {
        T taken = queue(queues, key).poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (taken == null) {
            throw new IllegalStateException("no " + what + " within " + PATIENCE.toSeconds() + " s");
        }
        return taken;
    }

    private static <T> BlockingQueue<T> queue(Map<String, BlockingQueue<T>> queues, String key) {
        return queues.computeIfAbsent(key, k -> new LinkedBlockingQueue<>());
    }

    /** The reader closes what it reads with. */
    @Override
    public void close() {
        consumer.wakeup();
        producer.close();
    }
}
