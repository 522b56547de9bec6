package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A task's life in which everything that is free says one nasty thing, and is told as the sender wrote it: our own writer
 * might spoil it just as our reader does.
 *
 * @param id     of client, campaign, asset, payee and the first command
 * @param reason as JSON
 * @param trace  as JSON: correlationid and traceparent
 */
record TextLife(String taskId, String id, String reason, String trace) {

    /** Odd, and allowed. */
    private static final List<String> IDS = List.of(
            "x".repeat(64), "..", "-", ":", "._:-", "0", "-1", "1e400", "null", "true", "NaN", "CLIENT", "__proto__");

    /** Published, accepted, started, uploaded, requested, refused, requested. */
    private static final int EVENTS_UNTIL_PENDING = 7;

    private static final int REASON_CHARACTERS = 500;
    private static final int TRACE_CHARACTERS = 256;

    /** One for each text that the contract takes as a reason, and each id at least once. */
    static List<TextLife> all() {
        List<String> traces = NastyValues.texts(TRACE_CHARACTERS);
        List<TextLife> lives = new ArrayList<>();
        for (String reason : NastyValues.texts(REASON_CHARACTERS)) {
            int number = lives.size();
            lives.add(new TextLife(
                    "good-text-" + number,
                    IDS.get(number % IDS.size()),
                    reason,
                    traces.contains(reason) ? reason : "\"too long\""));
        }
        return lives;
    }

    /** Up to the request that is left pending, so that the view shows its reason. */
    void begin(Client client) {
        say(client, id, "PublishTask", "CLIENT", id, """
                "kind":"ORDER","amountMinor":10001,"currency":"CNY","campaignId":"%s\"""".formatted(id));
        say(client, "c-2", "AcceptTask", "CREATOR", "creator-9", "\"payeeId\":\"" + id + "\"");
        say(client, "c-3", "UploadVideo", "CREATOR", "creator-9", "\"assetId\":\"" + id + "\"");
        String request = "\"reasonCode\":\"OTHER\",\"reason\":" + reason;
        say(client, "c-4", "RequestCancellation", "CLIENT", id, request);
        say(client, "c-5", "RefuseCancellation", "CREATOR", "creator-9", "\"reason\":" + reason);
        say(client, "c-6", "RequestCancellation", "CLIENT", id, request);
    }

    void end(Client client) {
        say(client, "c-7", "ConfirmCancellation", "CREATOR", "creator-9", "\"note\":" + reason);
    }

    private void say(Client client, String commandId, String type, String role, String actorId, String data) {
        String command = """
                {"specversion":"1.0","id":"%s","type":"taskledger.%s.v1","source":"/hostile","subject":"%s","time":%s,\
                "correlationid":%s,"traceparent":%s,"data":{"actor":{"role":"%s","id":"%s"},"channel":"MOBILE",%s}}""".formatted(commandId, type, taskId, reason, trace, trace, role, actorId, data);
        client.send(taskId, command.getBytes(UTF_8));
    }

    /** That a result, event, settlement or notification says what the commands said. */
    void isPassedOnBy(JsonNode record) {
        List<String> traced = List.of(
                record.get("correlationid").asString(),
                record.get("traceparent").asString());
        assertThat(traced).containsOnly(NastyValues.said(trace));
        JsonNode data = record.get("data");
        switch (record.get("type").asString()) {
            case "taskledger.TaskPublished.v1" -> says(data, id, "clientId", "campaignId");
            case "taskledger.TaskAccepted.v1" -> says(data, id, "payeeId");
            case "taskledger.VideoUploaded.v1" -> says(data, id, "assetId");
            case "taskledger.CancellationRequested.v1", "taskledger.CancellationRefused.v1" ->
                says(data, NastyValues.said(reason), "reason");
            case "taskledger.TaskCancelled.v1", "taskledger.CompensationDue.v1" ->
                says(data, id, "clientId", "payeeId");
            case "taskledger.CommandResult.v1" ->
                assertThat(data.get("outcome").asString()).isEqualTo("ACCEPTED");
            default -> {}
        }
    }

    private static void says(JsonNode data, String what, String... fields) {
        for (String field : fields) {
            assertThat(data.get(field).asString()).as(field).isEqualTo(what);
        }
    }

    /** With the second request, which stays pending until the end. */
    boolean isSeenBy(JsonNode task) {
        return task.path("version").asLong(0) >= EVENTS_UNTIL_PENDING
                && task.path("clientId").asString("").equals(id)
                && task.path("campaignId").asString("").equals(id)
                && task.path("payeeId").asString("").equals(id);
    }
}
