package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.broker.BrokerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Commands of all kinds by everybody in any order, repeats, and bytes that are no commands. */
final class Load {

    /** What is sent. */
    interface Commands {

        String topic();

        /** The first one to a task or a creator. */
        String first(String subject);

        /** Any other, of so many. */
        String next(String subject, int number);
    }

    private static final List<String> BYTES = List.of(
            "this is not JSON",
            "{\"id\":\"n-1\",\"id\":\"n-2\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-3\",\"source\":\"/x\",\"type\":\"taskledger.Nothing.v1\"}",
            "{\"id\":\"n-4\",\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
            "\ufeff{\"id\":\"n-5\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-6\",\"source\":\"\\ud800\",\"type\":\"TYPE\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-7\",\"source\":\"/x\",\"type\":\"TYPE\"} {}",
            "{\"specversion\":\"1.0\",\"id\":\"n-8\",\"source\":\"/x\",\"type\":\"TYPE\",\"big\":\""
                    + "x".repeat(70_000) + "\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-9\",\"source\":\"/x\",\"type\":\"TYPE\",\"n\":1e999999}",
            "{\"specversion\":1.0,\"id\":\"n-10\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n 11\",\"source\":\"/x\",\"type\":\"TYPE\",\"data\":null}",
            "[1]",
            "null",
            "{",
            "");

    private final BrokerExtension broker;
    private final Random random;
    private final Commands commands;
    private final String type;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private @Nullable String last;

    private Load(BrokerExtension broker, Random random, Commands commands, String type) {
        this.broker = broker;
        this.random = random;
        this.commands = commands;
        this.type = type;
    }

    static Load ofTasks(BrokerExtension broker, long seed) {
        Random random = new Random(seed);
        return new Load(broker, random, new TaskCommands(random), "taskledger.AcceptTask.v1");
    }

    static Load ofCreators(BrokerExtension broker, long seed) {
        Random random = new Random(seed);
        return new Load(broker, random, new CreatorCommands(random), "taskledger.JoinMcn.v1");
    }

    /** So many to each. Returns when the broker has all of it. */
    void send(List<String> subjects, int number) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            for (String subject : subjects) {
                send(producer, subject, commands.first(subject));
                for (int n = 0; n < number; n++) {
                    send(producer, subject, next(subject, n));
                }
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
        sent.clear();
    }

    /** Sometimes what was sent to another. */
    private String next(String subject, int number) {
        if (last == null || random.nextInt(12) != 0) {
            last = commands.next(subject, number);
        }
        return last;
    }

    /** A transaction of commands that comes to nothing. */
    void abort(String subject) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer("upstream")) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(record(subject, commands.first(subject)));
            producer.flush();
            sent.get();
            producer.abortTransaction();
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String subject, String command) {
        int chance = random.nextInt(100);
        String value = chance < 4 ? BYTES.get(random.nextInt(BYTES.size())).replace("TYPE", type) : command;
        ProducerRecord<byte[], byte[]> record = record(subject, value);
        record = switch (chance) {
            case 5 -> new ProducerRecord<>(record.topic(), 0, record.key(), record.value());
            case 6 -> new ProducerRecord<>(record.topic(), null, record.value());
            case 7 -> new ProducerRecord<>(record.topic(), record.key(), null);
            case 8 -> new ProducerRecord<>(record.topic(), record.key(), command.getBytes(UTF_16));
            case 9 -> new ProducerRecord<>(record.topic(), new byte[] {(byte) 0xff, 3}, record.value());
            case 10 -> new ProducerRecord<>(record.topic(), new byte[300], record.value());
            default -> record;
        };
        sent.add(producer.send(record));
        if (chance > 80) {
            sent.add(producer.send(record));
        }
    }

    private ProducerRecord<byte[], byte[]> record(String subject, String value) {
        return new ProducerRecord<>(commands.topic(), subject.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** As {@code ROLE/id} the actor. */
    static String json(Random random, String subject, String id, String type, String actor, String fields) {
        String channel = random.nextInt(8) == 0 ? "PC" : "API";
        return """
                {"specversion":"1.0","id":"%s","type":"taskledger.%s.v1","source":"/load","subject":"%s","correlationid":"o-%d",
                 "data":{"actor":{"role":"%s","id":"%s"},"channel":"%s"%s}}""".formatted(
                        id,
                        type,
                        subject,
                        random.nextInt(100),
                        actor.substring(0, actor.indexOf('/')),
                        actor.substring(actor.indexOf('/') + 1),
                        channel,
                        fields.isEmpty() ? "" : "," + fields);
    }
}
