package io.taskledger.projector;

import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which creators, in which order; what is absent does not matter. */
record CreatorFilter(
        @Nullable CreatorKind kind,
        @Nullable CreatorStatus status,

        @Nullable @Schema(description = "Members of this agency")
        String mcnId,

        @Nullable @Schema(description = "Whether a ban bars it now")
        Boolean banned,

        @Nullable Long minFollowers,

        @Nullable
        @Schema(
                description = "By default followers. The most first; of medianSecondsToFirstUpload the least",
                allowableValues = {
                    "followers",
                    "averagePlays",
                    "completed",
                    "completionRate",
                    "medianSecondsToFirstUpload",
                    "updatedAt"
                })
        CreatorOrder sort) {

    CreatorFilter {
        Problem.requireId("mcnId", mcnId);
        Problem.requireAtLeast(0, "minFollowers", minFollowers);
    }

    CreatorOrder order() {
        return sort == null ? CreatorOrder.FOLLOWERS : sort;
    }

    /** What pages are ordered by: where few are asked for, so that no index of an order is walked past all others. */
    String orderedBy() {
        boolean few = mcnId != null || Boolean.TRUE.equals(banned);
        return few ? "(" + order().key + " + 0)" : order().key;
    }

    /** Within a kind and a status. */
    Conditions conditions(Instant now) {
        Conditions conditions = new Conditions().equal("mcn_id", mcnId);
        if (banned != null) {
            conditions.add(banned ? "banned_until_ms > ?" : "coalesce(banned_until_ms, 0) <= ?", now.toEpochMilli());
        }
        return minFollowers == null ? conditions : conditions.add("followers >= ?", minFollowers);
    }

    String[] kinds() {
        return names(kind, CreatorKind.values());
    }

    String[] statuses() {
        return names(status, CreatorStatus.values());
    }

    private static String[] names(@Nullable Enum<?> one, Enum<?>[] all) {
        return one == null ? Arrays.stream(all).map(Enum::name).toArray(String[]::new) : new String[] {one.name()};
    }

    /** What a cursor belongs to. */
    int fingerprint() {
        return Objects.hash(
                String.valueOf(kind), String.valueOf(status), mcnId, banned, minFollowers, order().toString());
    }
}
