package io.taskledger.local;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * A stranger's commands of all types with all their fields, for ID to VICTIM. (An operator is never a stranger: who may write
 * to the topic is trusted to say who acts.)
 */
final class HostileCommands {

    static final List<String> TO_TASKS = List.of(
            command("PublishTask", "PC", """
                    "kind":"ORDER","amountMinor":10001,"currency":"CNY","creatorId":"creator-9","campaignId":"stranger",\
                    "policy":"demo-short\""""),
            command("AcceptTask", "PC", "\"creatorId\":\"stranger\",\"payeeId\":\"stranger\""),
            command("DeclineTask", "PC", "\"note\":\"none\""),
            command("WithdrawTask", "PC", "\"reasonCode\":\"OTHER\",\"reason\":\"because\""),
            command("WithdrawTask", "MOBILE", "\"reasonCode\":\"OTHER\",\"reason\":\"because\""),
            command("ExpireTask", "SYSTEM", "\"note\":1"),
            command("StartProduction", "PC", "\"expectedVersion\":2"),
            command("UploadVideo", "PC", "\"assetId\":\"a-1\""),
            command("CompleteTask", "PC", "\"expectedVersion\":2"),
            command("RequestCancellation", "PC", "\"reasonCode\":\"QUALITY\",\"reason\":\"because\""),
            command("RequestCancellation", "API", "\"reasonCode\":\"QUALITY\",\"reason\":\"because\""),
            command("ConfirmCancellation", "PC", "\"note\":[1,2,{\"a\":null}]"),
            command("RefuseCancellation", "MOBILE", "\"reason\":\"no\""),
            command("WithdrawCancellation", "PC", "\"note\":true"),
            command("RemindCancellation", "SYSTEM", "\"note\":{}"),
            command("ExpireCancellation", "SYSTEM", "\"note\":\"\""),
            command("ResolveCancellation", "PC", "\"outcome\":\"CANCEL\",\"rateBp\":5000,\"caseRef\":\"case-1\""));

    static final List<String> TO_CREATORS = List.of(
            command("ApplyForOnboarding", "PC", "\"kind\":\"MCN\",\"accountName\":\"Stranger\",\"followers\":1"),
            command("ApproveOnboarding", "PC", "\"caseRef\":\"case-1\""),
            command(
                    "RejectOnboarding",
                    "PC",
                    "\"caseRef\":\"case-1\",\"findings\":[\"IDENTITY\",\"CONDITIONS\"],\"reason\":\"no\""),
            command("JoinMcn", "PC", "\"mcnId\":\"stranger\""),
            command("LeaveMcn", "PC", "\"expectedVersion\":2"),
            command("RecordViolation", "PC", "\"violationId\":\"v-1\",\"evidenceRef\":\"e-1\""),
            command("OverturnViolation", "PC", "\"violationId\":\"v-1\",\"caseRef\":\"case-1\""),
            command("LiftExpiredBan", "SYSTEM", "\"note\":1"),
            command(
                    "ReportAudience",
                    "PC",
                    "\"followers\":1,\"averagePlays\":1,\"asOf\":\"2026-11-22T10:00:00.000Z\""));

    private HostileCommands() {}

    private static String command(String type, String channel, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"ID\",\"type\":\"taskledger." + type
                + ".v1\",\"source\":\"/hostile\",\"subject\":\"VICTIM\",\"time\":\"2026-11-22T10:00:00.000Z\","
                + "\"correlationid\":\"order-1\",\"causationid\":\"cause-1\","
                + "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\","
                + "\"data\":{\"actor\":{\"role\":\"MCN\",\"id\":\"stranger\"},\"channel\":\"" + channel + "\"," + data
                + "}}";
    }

    /** One for each field and each nasty value, and one without the field and one with it twice: always the same. */
    static List<String> withEveryFieldSpoilt(String command) {
        List<String> all = new ArrayList<>();
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(command);
        ObjectNode data = (ObjectNode) root.get("data");
        ObjectNode actor = (ObjectNode) data.get("actor");
        for (ObjectNode object : List.of(root, data, actor)) {
            for (String field : List.copyOf(object.propertyNames())) {
                JsonNode good = object.get(field);
                List<String> values = new ArrayList<>(NastyValues.ALL);
                values.add(good + ",\"" + field + "\":" + good);
                for (String value : values) {
                    object.putRawValue(field, new RawValue(value));
                    all.add(root.toString());
                }
                object.remove(field);
                all.add(root.toString());
                object.set(field, good);
            }
        }
        return all;
    }
}
