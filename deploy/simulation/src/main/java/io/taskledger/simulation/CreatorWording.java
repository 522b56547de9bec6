package io.taskledger.simulation;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandType;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Commands to creators, agencies among them. */
final class CreatorWording extends Wording<CreatorCommandType> {

    static final Move<CreatorCommandType> APPROVAL =
            new Move<>(CreatorCommandType.APPROVE_ONBOARDING, "OPERATOR operator-1");

    private static final List<CreatorCommandType> TYPES = List.of(CreatorCommandType.values());
    private static final List<String> ACTORS = List.of(
            "CREATOR creator-1",
            "CREATOR creator-2",
            "MCN mcn-1",
            "OPERATOR operator-1",
            "OPERATOR operator-1",
            "OPERATOR operator-1",
            "TIMER taskledger",
            STRANGER);
    private static final List<String> KINDS = List.of("CREATOR", "CREATOR", "STAR");

    /** As large as few violations are soon enough. */
    private static final int VIOLATIONS = 6;

    /** Reports are of just now, a little older or newer: some from the future. */
    private static final int OLDEST_REPORT_MS = 9_000;

    private static final int FUTURE_MS = 1_000;

    private final long nowMs;
    private final List<String> bans;

    /**
     * For one command.
     *
     * @param last null before any answer
     */
    CreatorWording(RandomGenerator random, String creator, String id, long nowMs, @Nullable CommandResult last) {
        super(random, creator, id);
        this.nowMs = nowMs;
        this.bans = last == null || last.standing() == null
                ? List.of()
                : last.standing().bans().stream()
                        .map(ban -> ban.violationId().value())
                        .toList();
    }

    @Override
    List<CreatorCommandType> types() {
        return TYPES;
    }

    @Override
    List<String> actors() {
        return ACTORS;
    }

    @Override
    Move<CreatorCommandType> first() {
        return new Move<>(CreatorCommandType.APPLY_FOR_ONBOARDING, itself());
    }

    private String itself() {
        return (subject().startsWith("mcn") ? "MCN " : "CREATOR ") + subject();
    }

    @Override
    String party(Role role) {
        return switch (role) {
            case CREATOR -> itself();
            case MCN -> "MCN mcn-1";
            case OPERATOR -> "OPERATOR operator-1";
            case CLIENT, TIMER -> STRANGER;
        };
    }

    /** Nobody would be reviewed, or banned for long; and reports come to little. */
    @Override
    boolean isLast(CreatorCommandType type) {
        return type == CreatorCommandType.REJECT_ONBOARDING
                || type == CreatorCommandType.OVERTURN_VIOLATION
                || type == CreatorCommandType.REPORT_AUDIENCE;
    }

    @Override
    String fields(Move<CreatorCommandType> move) {
        return switch (move.type()) {
            case APPLY_FOR_ONBOARDING ->
                ",\"kind\":\"" + (move.actor().startsWith("MCN") ? "MCN" : one(KINDS))
                        + "\",\"accountName\":\"somebody\",\"followers\":" + random().nextInt(10_000);
            case APPROVE_ONBOARDING -> ",\"caseRef\":\"case-1\"";
            case REJECT_ONBOARDING ->
                ",\"caseRef\":\"case-1\",\"findings\":["
                        + one(List.of("\"IDENTITY\"", "\"CONDITIONS\",\"ACCOUNT_NAME\"", "")) + "]";
            case JOIN_MCN -> ",\"mcnId\":\"" + one(List.of("mcn-1", "mcn-1", "mcn-2")) + "\"";
            case LEAVE_MCN, LIFT_EXPIRED_BAN -> "";
            case RECORD_VIOLATION -> violation("v-" + random().nextInt(VIOLATIONS)) + ",\"evidenceRef\":\"evidence-1\"";
            case OVERTURN_VIOLATION ->
                violation(bans.isEmpty() || random().nextInt(4) == 0 ? "v-" + random().nextInt(VIOLATIONS) : one(bans))
                        + ",\"caseRef\":\"case-1\"";
            case REPORT_AUDIENCE ->
                ",\"followers\":" + random().nextInt(10_000) + ",\"averagePlays\":" + random().nextInt(10_000)
                        + ",\"asOf\":\""
                        + Instant.ofEpochMilli(nowMs + random().nextInt(-OLDEST_REPORT_MS, FUTURE_MS)) + "\"";
        };
    }

    private static String violation(String id) {
        return ",\"violationId\":\"" + id + "\"";
    }
}
