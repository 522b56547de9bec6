package io.taskledger.simulation;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts commands into words, as a client without any code of ours would. */
final class Wording {

    private static final List<CommandType> TYPES = List.of(CommandType.values());
    private static final List<String> ACTORS = List.of(
            "CLIENT client-1",
            "CLIENT client-1",
            "CREATOR creator-1",
            "CREATOR creator-1",
            "CREATOR creator-2",
            "MCN mcn-1",
            "OPERATOR operator-1",
            "TIMER taskledger",
            "CLIENT mallory");
    private static final Map<Role, String> PARTIES = Map.of(
            Role.CLIENT, "CLIENT client-1",
            Role.CREATOR, "CREATOR creator-1",
            Role.MCN, "MCN mcn-1",
            Role.OPERATOR, "OPERATOR operator-1",
            Role.TIMER, "TIMER taskledger");

    /** Ends of a life: chosen less often, or lives would be short. */
    private static final List<CommandType> LAST = List.of(
            CommandType.WITHDRAW_TASK,
            CommandType.DECLINE_TASK,
            CommandType.COMPLETE_TASK,
            CommandType.CONFIRM_CANCELLATION,
            CommandType.RESOLVE_CANCELLATION);

    private static final List<String> POLICIES = List.of(
            "",
            ",\"policy\":\"xingtu-2022-01\"",
            ",\"policy\":\"demo-short\"",
            ",\"policy\":\"demo-short\"",
            ",\"policy\":\"demo-short\"",
            ",\"policy\":\"demo-escalate\"",
            ",\"policy\":\"demo-escalate\"",
            ",\"policy\":\"none\"");
    private static final List<String> CURRENCIES = List.of("CNY", "CNY", "JPY", "KWD");
    private static final List<Integer> RATES = List.of(-1, 0, 1, 3_333, 5_000, 10_000, 10_001);
    private static final long LARGEST_MINOR = 9_007_199_254_740_991L;

    private final RandomGenerator random;
    private final String task;
    private final String id;

    private record Move(CommandType type, String actor) {}

    Wording(RandomGenerator random, String task, String id) {
        this.random = random;
        this.task = task;
        this.id = id;
    }

    /** Three of four are what the answer says may be sent. */
    String command(@Nullable CommandResult last) {
        Move wild = new Move(one(TYPES), one(ACTORS));
        List<Move> allowed =
                last == null ? List.of(new Move(CommandType.PUBLISH_TASK, "CLIENT client-1")) : allowed(last);
        Move move = allowed.isEmpty() || random.nextInt(4) == 0 ? wild : one(allowed);
        if (LAST.contains(move.type) && !allowed.isEmpty() && random.nextBoolean()) {
            move = one(allowed);
        }
        long version = last == null ? 0 : last.version();
        String expected = random.nextInt(12) == 0 ? ",\"expectedVersion\":" + version : "";
        return json(move, expected);
    }

    private static List<Move> allowed(CommandResult last) {
        List<Move> moves = new ArrayList<>();
        last.allowedCommands().forEach((role, types) -> {
            if (role != Role.TIMER) {
                types.forEach(
                        type -> moves.add(new Move((CommandType) type, PARTIES.getOrDefault(role, "CLIENT mallory"))));
            }
        });
        return moves;
    }

    private String json(Move move, String expected) {
        int gap = move.actor.indexOf(' ');
        String channel = random.nextInt(4) == 0 ? "PC" : "API";
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"type\":\"" + move.type.typeName()
                + "\",\"source\":\"/simulation\",\"subject\":\"" + task + "\",\"correlationid\":\"o-1\""
                + ",\"data\":{\"actor\":{\"role\":\"" + move.actor.substring(0, gap) + "\",\"id\":\""
                + move.actor.substring(gap + 1) + "\"},\"channel\":\"" + channel + "\"" + expected + fields(move)
                + "}}";
    }

    private String fields(Move move) {
        return switch (move.type) {
            case PUBLISH_TASK -> offer();
            case ACCEPT_TASK ->
                (move.actor.startsWith("MCN") ? ",\"creatorId\":\"creator-1\"" : "")
                        + (random.nextInt(4) == 0 ? ",\"payeeId\":\"payee-1\"" : "");
            case WITHDRAW_TASK, REQUEST_CANCELLATION ->
                ",\"reasonCode\":\"" + one(List.of("CHANGE_OF_PLAN", "QUALITY", "OTHER")) + "\"" + reason();
            case REFUSE_CANCELLATION -> reason();
            case UPLOAD_VIDEO -> ",\"assetId\":\"a-" + random.nextInt(4) + "\"";
            case RESOLVE_CANCELLATION ->
                random.nextBoolean()
                        ? ",\"outcome\":\"RESUME\",\"caseRef\":\"case-1\""
                        : ",\"outcome\":\"CANCEL\",\"rateBp\":" + one(RATES) + ",\"caseRef\":\"case-1\"";
            case DECLINE_TASK,
                    START_PRODUCTION,
                    CONFIRM_CANCELLATION,
                    WITHDRAW_CANCELLATION,
                    COMPLETE_TASK,
                    EXPIRE_TASK,
                    EXPIRE_CANCELLATION,
                    REMIND_CANCELLATION -> "";
        };
    }

    private String offer() {
        long amount = 1 + random.nextLong(random.nextInt(4) == 0 ? LARGEST_MINOR : 99);
        return ",\"kind\":\"" + one(List.of("ORDER", "ORDER", "CROWD")) + "\",\"amountMinor\":" + amount
                + ",\"currency\":\"" + one(CURRENCIES) + "\"" + one(POLICIES)
                + (random.nextBoolean() ? ",\"creatorId\":\"creator-1\"" : "")
                + (random.nextInt(4) == 0 ? ",\"campaignId\":\"campaign-1\"" : "");
    }

    /** Without one a command from a PC is refused for it (R03). */
    private String reason() {
        return random.nextInt(8) == 0 ? "" : ",\"reason\":\"plans changed\"";
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
