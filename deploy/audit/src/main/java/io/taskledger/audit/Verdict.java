package io.taskledger.audit;

import io.taskledger.audit.Life.Pending;
import io.taskledger.audit.Life.Side;
import io.taskledger.audit.Life.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command must be answered, as its task stands: the order of checks of section 3. Of the first two, which need no
 * task, only that a reason is filled in.
 */
final class Verdict {

    private static final List<String> EVERYBODY = List.of("CLIENT", "CREATOR", "MCN");
    private static final List<String> CREATORS_SIDE = List.of("CREATOR", "MCN");

    private static final Map<String, List<String>> MAY_EVER_SEND = Map.ofEntries(
            Map.entry("PublishTask", List.of("CLIENT")),
            Map.entry("WithdrawTask", List.of("CLIENT")),
            Map.entry("CompleteTask", List.of("CLIENT")),
            Map.entry("DeclineTask", List.of("CREATOR")),
            Map.entry("AcceptTask", CREATORS_SIDE),
            Map.entry("StartProduction", CREATORS_SIDE),
            Map.entry("UploadVideo", CREATORS_SIDE),
            Map.entry("RequestCancellation", EVERYBODY),
            Map.entry("ConfirmCancellation", EVERYBODY),
            Map.entry("RefuseCancellation", EVERYBODY),
            Map.entry("WithdrawCancellation", EVERYBODY),
            Map.entry("ResolveCancellation", List.of("OPERATOR")),
            Map.entry("ExpireTask", List.of("TIMER")),
            Map.entry("ExpireCancellation", List.of("TIMER")),
            Map.entry("RemindCancellation", List.of("TIMER")));

    private static final List<String> FOR_OFFERS = List.of("AcceptTask", "DeclineTask", "WithdrawTask", "ExpireTask");

    private final Life life;
    private final Asked command;
    private final String type;
    private final String role;
    private final String actorId;
    /** When it is decided (D08). */
    final long now;

    Verdict(Life before, Asked command) {
        this.life = before;
        this.command = command;
        this.type = String.valueOf(command.type());
        Json actor = command.data().at("actor");
        this.role = String.valueOf(actor.text("role"));
        this.actorId = String.valueOf(actor.text("id"));
        this.now = Math.max(command.entry().timestampMs(), before.timeMs);
    }

    /** The code of the refusal; null where it must be accepted. */
    @Nullable
    String code() {
        if (Reason.isMissing(command)) {
            return "REASON_REQUIRED";
        }
        boolean publishes = type.equals("PublishTask");
        if (publishes != (life.status == null)) {
            return publishes ? "TASK_EXISTS" : "UNKNOWN_TASK";
        }
        if (tooLate()) {
            return "DEADLINE_PASSED";
        }
        if (life.end != null) {
            return "TASK_ENDED";
        }
        if (!MAY_EVER_SEND.getOrDefault(type, List.of()).contains(role)) {
            return "NOT_PERMITTED";
        }
        if (!publishes && !fitsState()) {
            return "WRONG_STATE";
        }
        String stranger = publishes ? null : stranger();
        if (stranger != null) {
            return stranger;
        }
        Long expected = command.data().number("expectedVersion");
        if (expected != null && expected != life.version) {
            return "VERSION_CONFLICT";
        }
        return byCommand();
    }

    /** What comes before it is in order, and it is an order: then the creator's standing decides as well. */
    boolean dependsOnCreator(@Nullable String code) {
        boolean fits = code == null || code.equals("VERSION_CONFLICT");
        return fits && type.equals("AcceptTask") && "ORDER".equals(life.kind);
    }

    private boolean tooLate() {
        boolean timer = role.equals("TIMER");
        if (life.status == Status.PUBLISHED) {
            return now >= life.acceptByMs && !(timer && type.equals("ExpireTask"));
        }
        Pending pending = life.pending;
        return pending != null
                && life.policy != null
                && life.policy.deem()
                && now >= pending.confirmByMs()
                && !(timer && type.equals("ExpireCancellation"));
    }

    private boolean fitsState() {
        if (life.status == Status.PUBLISHED) {
            return FOR_OFFERS.contains(type);
        }
        return switch (type) {
            case "StartProduction" -> life.status == Status.ACCEPTED;
            case "CompleteTask" -> life.status == Status.DELIVERED;
            default -> !FOR_OFFERS.contains(type);
        };
    }

    private @Nullable String stranger() {
        return switch (type) {
            case "AcceptTask" -> {
                String creator = Objects.requireNonNullElse(command.data().text("creatorId"), actorId);
                boolean invited = life.invited == null || life.invited.equals(creator);
                boolean client = creator.equals(life.client) || actorId.equals(life.client);
                yield invited && !client ? null : "NOT_INVITED";
            }
            case "DeclineTask" -> actorId.equals(life.invited) ? null : "NOT_INVITED";
            default ->
                switch (role) {
                    case "CLIENT" -> actorId.equals(life.client) ? null : "NOT_A_PARTY";
                    case "CREATOR" -> actorId.equals(life.creator) ? null : "NOT_A_PARTY";
                    case "MCN" -> actorId.equals(life.mcn) ? null : "NOT_A_PARTY";
                    default -> null;
                };
        };
    }

    private @Nullable String byCommand() {
        Pending pending = life.pending;
        Side side = role.equals("CLIENT") ? Side.CLIENT : Side.CREATOR;
        return switch (type) {
            case "PublishTask" -> {
                String policy = Objects.requireNonNullElse(command.data().text("policy"), Policy.CURRENT);
                yield Policy.of(policy, 1) == null ? "UNKNOWN_POLICY" : null;
            }
            case "ExpireTask" -> now >= life.acceptByMs ? null : "NOT_DUE";
            case "StartProduction", "CompleteTask" -> pending == null ? null : "CANCELLATION_PENDING";
            case "UploadVideo" -> pending == null ? uploadLimit() : "CANCELLATION_PENDING";
            case "RequestCancellation" ->
                pending == null ? requestLimit(side) : unless(pending.by() != side, "CANCELLATION_PENDING");
            case "ConfirmCancellation", "RefuseCancellation" ->
                pending == null ? "NO_CANCELLATION_PENDING" : unless(pending.by() != side, "NOT_COUNTERPARTY");
            case "WithdrawCancellation" ->
                pending == null ? "NO_CANCELLATION_PENDING" : unless(pending.by() == side, "NOT_REQUESTER");
            case "RemindCancellation" ->
                pending == null ? "NO_CANCELLATION_PENDING" : unless(reminderDue(pending), "NOT_DUE");
            case "ExpireCancellation" ->
                pending == null
                        ? "NO_CANCELLATION_PENDING"
                        : unless(!pending.escalated() && now >= pending.confirmByMs(), "NOT_DUE");
            case "ResolveCancellation" -> resolution(pending);
            default -> null;
        };
    }

    private static @Nullable String unless(boolean holds, String code) {
        return holds ? null : code;
    }

    private @Nullable String uploadLimit() {
        boolean known = life.assets.contains(String.valueOf(command.data().text("assetId")));
        return unless(known || life.assets.size() < Rules.MAX_UPLOADS, "LIMIT_EXCEEDED");
    }

    private @Nullable String requestLimit(Side side) {
        boolean drops = "CROWD".equals(life.kind) && side == Side.CREATOR;
        return unless(drops || life.requests(side) < Rules.MAX_REQUESTS_PER_SIDE, "TOO_MANY_REQUESTS");
    }

    private boolean reminderDue(Pending pending) {
        return !pending.escalated() && life.policy != null && life.policy.remindsNow(pending, now);
    }

    private @Nullable String resolution(@Nullable Pending pending) {
        if ("RESUME".equals(command.data().text("outcome"))) {
            return unless(pending != null, "NO_CANCELLATION_PENDING");
        }
        long rateBp = command.data().numberOr("rateBp", -1);
        boolean within =
                life.policy == null || (rateBp >= life.policy.minRateBp() && rateBp <= life.policy.maxRateBp());
        return unless(within, "RATE_OUT_OF_BOUNDS");
    }
}
