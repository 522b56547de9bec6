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

    private static final List<String> TYPES = List.of(
            "AcceptTask",
            "AcceptTask",
            "StartProduction",
            "UploadVideo",
            "UploadVideo",
            "RequestCancellation",
            "RequestCancellation",
            "RefuseCancellation",
            "RefuseCancellation",
            "WithdrawCancellation",
            "ConfirmCancellation",
            "ResolveCancellation",
            "CompleteTask",
            "DeclineTask",
            "WithdrawTask",
            "RemindCancellation",
            "ExpireCancellation",
            "ExpireTask",
            "PublishTask");
    private static final List<String> ACTORS = List.of(
            "CLIENT/client-7",
            "CLIENT/client-7",
            "CREATOR/creator-9",
            "CREATOR/creator-9",
            "MCN/mcn-1",
            "OPERATOR/operator-1",
            "TIMER/taskledger",
            "CREATOR/somebody");
    private static final List<String> BYTES = List.of(
            "this is not JSON",
            "{\"id\":\"n-1\",\"id\":\"n-2\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-3\",\"source\":\"/x\",\"type\":\"taskledger.Nothing.v1\"}",
            "{\"id\":\"n-4\",\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
            "\ufeff{\"id\":\"n-5\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-6\",\"source\":\"\\ud800\",\"type\":\"taskledger.AcceptTask.v1\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-7\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\"} {}",
            "{\"specversion\":\"1.0\",\"id\":\"n-8\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\",\"big\":\""
                    + "x".repeat(70_000) + "\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-9\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\",\"n\":1e999999}",
            "{\"specversion\":1.0,\"id\":\"n-10\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n 11\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\",\"data\":null}",
            "[1]",
            "null",
            "{",
            "");

    private final BrokerExtension broker;
    private final Random random;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private @Nullable String last;

    Load(BrokerExtension broker, long seed) {
        this.broker = broker;
        this.random = new Random(seed);
    }

    /** Returns when the broker has all of it. */
    void send(String prefix, int tasks, int commands) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(null)) {
            for (int i = 0; i < tasks; i++) {
                String task = prefix + i;
                send(producer, task, publish(task));
                for (int n = 0; n < commands; n++) {
                    send(producer, task, command(task, n));
                }
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
        sent.clear();
    }

    /** A transaction of commands that comes to nothing. */
    void abort(String task) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer("upstream")) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(record(task, publish(task)));
            producer.flush();
            sent.get();
            producer.abortTransaction();
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String task, String command) {
        int chance = random.nextInt(100);
        String value = chance < 4 ? BYTES.get(random.nextInt(BYTES.size())) : command;
        ProducerRecord<byte[], byte[]> record = record(task, value);
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

    private static ProducerRecord<byte[], byte[]> record(String task, String value) {
        return new ProducerRecord<>("task.commands", task.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private String publish(String task) {
        String creator = random.nextBoolean() ? ",\"creatorId\":\"creator-9\"" : "";
        String policy = List.of(
                        "", ",\"policy\":\"demo-short\"", ",\"policy\":\"demo-escalate\"", ",\"policy\":\"none\"")
                .get(random.nextInt(16) % 5 % 4);
        String kind = random.nextInt(3) == 0 ? "CROWD" : "ORDER";
        long amount = 1 + random.nextLong(random.nextBoolean() ? 99 : 9_007_199_254_740_991L);
        return json(
                task,
                "p-1",
                "PublishTask",
                "CLIENT/client-7",
                "\"kind\":\"" + kind + "\",\"currency\":\"CNY\",\"amountMinor\":" + amount + creator + policy);
    }

    private String command(String task, int n) {
        if (last != null && random.nextInt(12) == 0) {
            return last;
        }
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String actor = ACTORS.get(random.nextInt(ACTORS.size()));
        String id = random.nextInt(20) == 0 ? "c-1" : "c-" + n;
        String fields = switch (type) {
            case "AcceptTask" ->
                (actor.startsWith("MCN") ? "\"creatorId\":\"creator-9\"" : "")
                        + (random.nextInt(4) == 0 && !actor.startsWith("MCN") ? "\"payeeId\":\"payee-3\"" : "");
            case "UploadVideo" -> "\"assetId\":\"a-" + random.nextInt(4) + "\"";
            case "RequestCancellation", "WithdrawTask" ->
                "\"reasonCode\":\"OTHER\"" + (random.nextBoolean() ? ",\"reason\":\"so \\u4e00\"" : "");
            case "RefuseCancellation" -> random.nextBoolean() ? "\"reason\":\"no\"" : "";
            case "ResolveCancellation" ->
                "\"caseRef\":\"case-1\",\"rateBp\":" + (random.nextInt(14_000) - 2_000) + ",\"outcome\":\""
                        + (random.nextInt(3) == 0 ? "CANCEL" : "RESUME") + "\"";
            case "PublishTask" -> "\"kind\":\"ORDER\",\"currency\":\"CNY\",\"amountMinor\":1";
            default -> "";
        };
        if (random.nextInt(10) == 0) {
            fields = "\"expectedVersion\":" + random.nextInt(6) + (fields.isEmpty() ? "" : "," + fields);
        }
        last = json(task, id, type, actor, fields);
        return last;
    }

    private String json(String task, String id, String type, String actor, String fields) {
        String channel = random.nextInt(8) == 0 ? "PC" : "API";
        return """
                {"specversion":"1.0","id":"%s","type":"taskledger.%s.v1","source":"/load","subject":"%s","correlationid":"o-%d",
                 "data":{"actor":{"role":"%s","id":"%s"},"channel":"%s"%s}}""".formatted(
                        id,
                        type,
                        task,
                        random.nextInt(100),
                        actor.substring(0, actor.indexOf('/')),
                        actor.substring(actor.indexOf('/') + 1),
                        channel,
                        fields.isEmpty() ? "" : "," + fields);
    }
}
