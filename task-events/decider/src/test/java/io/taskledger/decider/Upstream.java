package io.taskledger.decider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A service that sends commands and reads what came of them, as any other client of the broker. */
record Upstream(BrokerExtension broker) {

    private static final int PATIENCE_SECONDS = 60;

    void send(CommandEnvelope... commands) {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            for (CommandEnvelope command : commands) {
                var unused = producer.send(record(command));
            }
        }
    }

    void send(String key, byte[] value) throws ExecutionException, InterruptedException {
        var unused = broker.send(new ProducerRecord<>(Topic.COMMANDS.topicName(), Commands.key(key), value));
    }

    static ProducerRecord<byte[], byte[]> record(CommandEnvelope command) {
        byte[] key = Commands.key(command.taskId().value());
        return new ProducerRecord<>(Topic.COMMANDS.topicName(), key, CommandWire.write(command));
    }

    /** Sends them one after the other without waiting, then waits for as many answers; the last one's. */
    CommandResult ask(CommandEnvelope... commands) {
        String task = commands[0].taskId().value();
        int before = results(task).size();
        send(commands);
        return awaitResults(task, before + commands.length).getLast();
    }

    List<CommandResult> awaitResults(String task, int count) {
        return await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> results(task), results -> results.size() >= count);
    }

    /** All answers about a task so far, in order. */
    List<CommandResult> results(String task) {
        return broker.read(Topic.RESULTS.topicName()).stream()
                .map(record -> ResultWire.read(record.value()))
                .filter(result -> result.subject().equals(task))
                .toList();
    }

    List<EventEnvelope> awaitEvents(String task, int count) {
        return await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> events(task), events -> events.size() >= count);
    }

    /** All that has happened to a task so far, in order. */
    List<EventEnvelope> events(String task) {
        return broker.read(Topic.EVENTS.topicName()).stream()
                .map(record -> EventWire.read(record.value()))
                .filter(event -> event.taskId().value().equals(task))
                .toList();
    }
}
