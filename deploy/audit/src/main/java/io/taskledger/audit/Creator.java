package io.taskledger.audit;

import io.taskledger.audit.Standing.Ban;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/** A creator as its events so far have made it; what they may say is said in {@link CreatorRules}. */
final class Creator extends Folded {

    /** What has become of a violation and of the ban that it brought, if any. */
    private static final class Violation {
        private boolean overturned;
        private boolean lifted;
        private @Nullable Ban ban;
    }

    /** Null before the first application. */
    @Nullable
    String status;

    @Nullable
    String kind;

    @Nullable
    String mcn;

    /** What its latest application says. */
    Json application = new Json(MissingNode.getInstance());

    /** What the latest report about its audience says. */
    @Nullable
    Json report;

    /** Of that report. */
    long asOfMs = Long.MIN_VALUE;

    /** The violation that waits for its sanction. */
    @Nullable
    String unpunished;

    /** The violation just overturned was all that a ban ran for. */
    boolean freed;

    /** The version that made its standing what it is. */
    long standingVersion;

    private final Map<String, Violation> violations = new LinkedHashMap<>();
    private Standing standing = new Standing(null, null, null, List.of());

    @Override
    @Nullable
    String statusName() {
        return status;
    }

    /** Bans that count, those that are over too. */
    Standing standing() {
        return standing;
    }

    /** All that were ever recorded. */
    int recorded() {
        return violations.size();
    }

    boolean isRecorded(@Nullable String violationId) {
        return violations.containsKey(String.valueOf(violationId));
    }

    boolean isOverturned(@Nullable String violationId) {
        Violation violation = violations.get(String.valueOf(violationId));
        return violation != null && violation.overturned;
    }

    /** How many count. */
    long counting() {
        return violations.values().stream().filter(one -> !one.overturned).count();
    }

    /** The latest end has come, and nobody has said so yet. */
    boolean hasExpiredBan(long ms) {
        return !standing.isBannedAt(ms) && running().stream().anyMatch(one -> !one.lifted);
    }

    /** Of the violations that count, those with a ban. */
    private List<Violation> running() {
        return violations.values().stream()
                .filter(one -> !one.overturned && one.ban != null)
                .toList();
    }

    @Override
    void apply(Happened event) {
        version = event.sequence();
        timeMs = event.timeMs();
        unpunished = null;
        freed = false;
        Json data = event.data();
        String violationId = String.valueOf(data.text("violationId"));
        switch (event.type()) {
            case "OnboardingApplied" -> {
                status = "APPLIED";
                kind = data.text("kind");
                application = data;
            }
            case "OnboardingApproved" -> status = "ONBOARDED";
            case "OnboardingRejected" -> status = "REJECTED";
            case "McnJoined" -> mcn = data.text("mcnId");
            case "McnLeft" -> mcn = null;
            case "ViolationRecorded" -> {
                violations.put(violationId, new Violation());
                unpunished = violationId;
            }
            case "SanctionApplied" -> sanction(violationId, data);
            case "ViolationOverturned" -> overturn(violationId);
            case "BanLifted" -> running().forEach(one -> one.lifted = true);
            case "AudienceReported" -> {
                report = data;
                asOfMs = Objects.requireNonNullElse(data.time("asOf"), asOfMs);
            }
            default -> {}
        }
        stand();
    }

    private void sanction(String violationId, Json data) {
        Violation violation = violations.get(violationId);
        Long from = data.time("from");
        if (violation != null && from != null && "BANNED".equals(data.text("measure"))) {
            violation.ban = new Ban(violationId, from, data.time("until"));
        }
    }

    private void overturn(String violationId) {
        Violation violation = violations.get(violationId);
        if (violation != null) {
            boolean banned = standing.isBannedAt(timeMs);
            violation.overturned = true;
            freed = banned && !new Standing(status, kind, mcn, bans()).isBannedAt(timeMs);
        }
    }

    private List<Ban> bans() {
        List<Ban> bans = new ArrayList<>();
        running().forEach(one -> bans.add(Objects.requireNonNull(one.ban)));
        return bans;
    }

    private void stand() {
        Standing now = new Standing(status, kind, mcn, bans());
        if (!now.equals(standing)) {
            standing = now;
            standingVersion = version;
        }
    }
}
