package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A creator who does what chance may not bring about: one order is completed, one declined, one
 * invitation passes, and in the end there is a ban.
 */
record Diligent(BrokerExtension broker) {

    static final String ID = "creator-diligent";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CREATOR = "CREATOR/" + ID;
    private static final String CLIENT = "CLIENT/client-7";

    void work() throws InterruptedException, ExecutionException {
        send(
                "creator.commands",
                ID,
                "a-1",
                "ApplyForOnboarding",
                CREATOR,
                "\"kind\":\"CREATOR\",\"accountName\":\"Nine\",\"followers\":1000");
        send("creator.commands", ID, "a-2", "ApproveOnboarding", "OPERATOR/operator-1", "\"caseRef\":\"case-1\"");
        publish("d-done", "");
        publish("d-declined", "");
        publish("d-passed", ",\"policy\":\"demo-short\"");
        send("task.commands", "d-declined", "t-2", "DeclineTask", CREATOR, "");
        accept();
        send("task.commands", "d-done", "t-3", "UploadVideo", CREATOR, "\"assetId\":\"a-1\"");
        send("task.commands", "d-done", "t-4", "CompleteTask", CLIENT, "");
        violate("v-1");
        violate("v-2");
    }

    private void publish(String task, String policy) throws InterruptedException, ExecutionException {
        send(
                "task.commands",
                task,
                "t-1",
                "PublishTask",
                CLIENT,
                "\"kind\":\"ORDER\",\"currency\":\"CNY\",\"amountMinor\":10001,\"creatorId\":\"" + ID + "\"" + policy);
    }

    /** As often as it takes the tasks' decider to hear of the approval; under a new id, as a refusal stays. */
    private void accept() {
        int[] attempts = {0};
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            send("task.commands", "d-done", "accept-" + attempts[0]++, "AcceptTask", CREATOR, "");
            return broker.read("task.events").stream()
                    .map(record -> new String(record.value(), UTF_8))
                    .anyMatch(event -> event.contains("TaskAccepted") && event.contains("\"d-done\""));
        });
    }

    private void violate(String violation) throws InterruptedException, ExecutionException {
        send(
                "creator.commands",
                ID,
                violation,
                "RecordViolation",
                "OPERATOR/operator-1",
                "\"violationId\":\"" + violation + "\",\"evidenceRef\":\"e-1\"");
    }

    private void send(String topic, String subject, String id, String type, String actor, String fields)
            throws InterruptedException, ExecutionException {
        String command = Load.json(new Random(1), subject, id, type, actor, fields);
        broker.send(new ProducerRecord<>(topic, subject.getBytes(UTF_8), command.getBytes(UTF_8)));
    }
}
