package io.taskledger.simulation;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandType;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Commands to tasks. */
final class TaskWording extends Wording<CommandType> {

    static final Move<CommandType> OFFER = new Move<>(CommandType.PUBLISH_TASK, "CLIENT client-1");
    static final Move<CommandType> ACCEPTANCE = new Move<>(CommandType.ACCEPT_TASK, "CREATOR creator-1");

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
            STRANGER);
    private static final Map<Role, String> PARTIES = Map.of(
            Role.CLIENT, "CLIENT client-1",
            Role.CREATOR, "CREATOR creator-1",
            Role.MCN, "MCN mcn-1",
            Role.OPERATOR, "OPERATOR operator-1",
            Role.TIMER, "TIMER taskledger");

    /** Ends of a life. */
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

    TaskWording(RandomGenerator random, String task, String id) {
        super(random, task, id);
    }

    @Override
    List<CommandType> types() {
        return TYPES;
    }

    @Override
    List<String> actors() {
        return ACTORS;
    }

    @Override
    Move<CommandType> first() {
        return OFFER;
    }

    @Override
    String party(Role role) {
        return PARTIES.getOrDefault(role, STRANGER);
    }

    @Override
    boolean isLast(CommandType type) {
        return LAST.contains(type);
    }

    @Override
    String fields(Move<CommandType> move) {
        return switch (move.type()) {
            case PUBLISH_TASK -> offer();
            case ACCEPT_TASK ->
                (move.actor().startsWith("MCN") ? ",\"creatorId\":\"creator-1\"" : "")
                        + (random().nextInt(4) == 0 ? ",\"payeeId\":\"payee-1\"" : "");
            case WITHDRAW_TASK, REQUEST_CANCELLATION ->
                ",\"reasonCode\":\"" + one(List.of("CHANGE_OF_PLAN", "QUALITY", "OTHER")) + "\"" + reason();
            case REFUSE_CANCELLATION -> reason();
            case UPLOAD_VIDEO -> ",\"assetId\":\"a-" + random().nextInt(4) + "\"";
            case RESOLVE_CANCELLATION ->
                random().nextBoolean()
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
        long amount = 1 + random().nextLong(random().nextInt(4) == 0 ? LARGEST_MINOR : 99);
        return ",\"kind\":\"" + one(List.of("ORDER", "ORDER", "CROWD")) + "\",\"amountMinor\":" + amount
                + ",\"currency\":\"" + one(CURRENCIES) + "\"" + one(POLICIES)
                + (random().nextBoolean() ? ",\"creatorId\":\"creator-1\"" : "")
                + (random().nextInt(4) == 0 ? ",\"campaignId\":\"campaign-1\"" : "");
    }

    /** Without one a command from a PC is refused for it (R03). */
    private String reason() {
        return random().nextInt(8) == 0 ? "" : ",\"reason\":\"plans changed\"";
    }
}
