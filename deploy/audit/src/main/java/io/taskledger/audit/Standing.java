package io.taskledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a creator may take orders, and which agency may act for it. */
record Standing(
        @Nullable String status,
        @Nullable String kind,
        @Nullable String mcnId,
        List<Ban> bans) {

    /**
     * From when to before when a violation bars its creator.
     *
     * @param untilMs null for good
     */
    record Ban(
            @Nullable String violationId,
            long fromMs,
            @Nullable Long untilMs) {

        boolean runsAt(long ms) {
            return fromMs <= ms && (untilMs == null || ms < untilMs);
        }
    }

    /** Null where a ban in it cannot be read. */
    static @Nullable Standing read(Json data) {
        List<Ban> bans = new ArrayList<>();
        for (Json ban : data.list("bans")) {
            Long from = ban.time("from");
            Long until = ban.time("until");
            if (from == null || (until == null && !ban.at("until").node().isMissingNode())) {
                return null;
            }
            bans.add(new Ban(ban.text("violationId"), from, until));
        }
        return new Standing(data.text("status"), data.text("kind"), data.text("mcnId"), bans);
    }

    boolean isOnboarded() {
        return "ONBOARDED".equals(status);
    }

    boolean isBannedAt(long ms) {
        return bans.stream().anyMatch(ban -> ban.runsAt(ms));
    }

    /** The latest end of the bans that run then; null where one of them is for good, or none runs. */
    @Nullable
    Long bannedUntil(long ms) {
        List<Ban> running = bans.stream().filter(ban -> ban.runsAt(ms)).toList();
        boolean forGood = running.stream().anyMatch(ban -> ban.untilMs() == null);
        return forGood
                ? null
                : running.stream()
                        .map(Ban::untilMs)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null);
    }
}
