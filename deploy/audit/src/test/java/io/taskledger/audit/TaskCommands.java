package io.taskledger.audit;

import java.util.List;
import java.util.Random;

/** Commands to tasks, half of them nonsense. */
final class TaskCommands implements Load.Commands {

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
            "CREATOR/its",
            "CREATOR/its",
            "MCN/mcn-1",
            "OPERATOR/operator-1",
            "TIMER/taskledger",
            "CREATOR/somebody");
    private final Random random;

    TaskCommands(Random random) {
        this.random = random;
    }

    @Override
    public String topic() {
        return "task.commands";
    }

    /** Who is invited to it, and works at it. */
    private static String creator(String task) {
        return CreatorCommands.CREATORS.get(Math.floorMod(task.hashCode(), CreatorCommands.CREATORS.size()));
    }

    @Override
    public String first(String task) {
        String invited = random.nextBoolean() ? ",\"creatorId\":\"" + creator(task) + "\"" : "";
        String policy = List.of(
                        "", ",\"policy\":\"demo-short\"", ",\"policy\":\"demo-escalate\"", ",\"policy\":\"none\"")
                .get(random.nextInt(16) % 5 % 4);
        String kind = random.nextInt(3) == 0 ? "CROWD" : "ORDER";
        String currency = List.of("CNY", "JPY", "KWD").get(random.nextInt(3));
        long amount = 1 + random.nextLong(random.nextBoolean() ? 99 : 9_007_199_254_740_991L);
        return Load.json(
                random,
                task,
                "p-1",
                "PublishTask",
                "CLIENT/client-7",
                "\"kind\":\"" + kind + "\",\"currency\":\"" + currency + "\",\"amountMinor\":" + amount + invited
                        + policy);
    }

    @Override
    public String next(String task, int n) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String actor = ACTORS.get(random.nextInt(ACTORS.size())).replace("CREATOR/its", "CREATOR/" + creator(task));
        String id = random.nextInt(20) == 0 ? "c-1" : "c-" + n;
        String fields = switch (type) {
            case "AcceptTask" ->
                (actor.startsWith("MCN") ? "\"creatorId\":\"" + creator(task) + "\"" : "")
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
        return Load.json(random, task, id, type, actor, fields);
    }
}
