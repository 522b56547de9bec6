package io.taskledger.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command that says nothing wrong must be answered, as its creator stands: the order of checks for creators, from
 * the third on. The two before it need no creator.
 */
final class CreatorVerdict {

    private static final Map<String, List<String>> MAY_EVER_SEND = Map.ofEntries(
            Map.entry("ApplyForOnboarding", List.of("CREATOR", "MCN")),
            Map.entry("ApproveOnboarding", List.of("OPERATOR")),
            Map.entry("RejectOnboarding", List.of("OPERATOR")),
            Map.entry("JoinMcn", List.of("CREATOR")),
            Map.entry("LeaveMcn", List.of("CREATOR", "MCN")),
            Map.entry("RecordViolation", List.of("OPERATOR")),
            Map.entry("OverturnViolation", List.of("OPERATOR")),
            Map.entry("LiftExpiredBan", List.of("TIMER")),
            Map.entry("ReportAudience", List.of("OPERATOR")));

    private final Creator creator;
    private final Asked command;
    private final Json data;
    private final String type;
    private final String role;
    private final String actorId;
    private final long now;

    CreatorVerdict(Creator before, Asked command) {
        this.creator = before;
        this.command = command;
        this.data = command.data();
        this.type = String.valueOf(command.type());
        this.role = String.valueOf(data.at("actor").text("role"));
        this.actorId = String.valueOf(data.at("actor").text("id"));
        this.now = Math.max(command.entry().timestampMs(), before.timeMs);
    }

    /** The code of the refusal; null where it must be accepted. */
    @Nullable
    String code() {
        if (creator.status == null && !type.equals("ApplyForOnboarding")) {
            return "UNKNOWN_CREATOR";
        }
        if (!MAY_EVER_SEND.getOrDefault(type, List.of()).contains(role)) {
            return "NOT_PERMITTED";
        }
        if (!fitsState()) {
            return "WRONG_STATE";
        }
        if (isStranger()) {
            return "NOT_A_PARTY";
        }
        Long expected = data.number("expectedVersion");
        if (expected != null && expected != creator.version) {
            return "VERSION_CONFLICT";
        }
        return byCommand();
    }

    private boolean fitsState() {
        return switch (type) {
            case "ApplyForOnboarding" -> creator.status == null || creator.status.equals("REJECTED");
            case "ApproveOnboarding", "RejectOnboarding" -> "APPLIED".equals(creator.status);
            case "JoinMcn" -> "ONBOARDED".equals(creator.status) && !"MCN".equals(creator.kind);
            default -> true;
        };
    }

    private boolean isStranger() {
        boolean itself = actorId.equals(command.json().text("subject"));
        return switch (type) {
            case "ApplyForOnboarding", "JoinMcn" -> !itself;
            case "LeaveMcn" -> role.equals("MCN") ? !actorId.equals(creator.mcn) : !itself;
            default -> false;
        };
    }

    private @Nullable String byCommand() {
        String violationId = data.text("violationId");
        return switch (type) {
            case "JoinMcn" -> creator.mcn == null || changesNothing() ? null : "ALREADY_MEMBER";
            case "LeaveMcn" -> creator.mcn == null ? "NOT_A_MEMBER" : null;
            case "OverturnViolation" -> creator.isRecorded(violationId) ? null : "UNKNOWN_VIOLATION";
            case "RecordViolation" ->
                creator.isRecorded(violationId) || creator.recorded() < CreatorRules.MAX_VIOLATIONS
                        ? null
                        : "LIMIT_EXCEEDED";
            case "LiftExpiredBan" -> creator.hasExpiredBan(now) ? null : "NOT_DUE";
            default -> null;
        };
    }

    /** Accepted, and nothing happens: it is so already. */
    boolean changesNothing() {
        return switch (type) {
            case "JoinMcn" -> creator.mcn != null && creator.mcn.equals(data.text("mcnId"));
            case "RecordViolation" -> creator.isRecorded(data.text("violationId"));
            case "OverturnViolation" -> creator.isOverturned(data.text("violationId"));
            case "ReportAudience" -> Objects.requireNonNullElse(data.time("asOf"), Long.MAX_VALUE) <= creator.asOfMs;
            default -> false;
        };
    }
}
