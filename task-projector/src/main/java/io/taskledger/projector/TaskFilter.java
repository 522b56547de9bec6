package io.taskledger.projector;

import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tasks; what is absent does not matter. */
record TaskFilter(
        @Nullable @Schema(description = "Who published") String clientId,

        @Nullable @Schema(description = "Who accepted, or was invited")
        String creatorId,

        @Nullable String campaignId,
        @Nullable Status status,
        @Nullable TaskKind kind,

        @Nullable @Schema(description = "Whether a cancellation waits for an answer")
        Boolean pending,

        @Nullable @Schema(description = "Ended at or after; orders by end, the latest first")
        Instant endedFrom,

        @Nullable @Schema(description = "Ended before; orders by end, the latest first")
        Instant endedTo,

        @Nullable @Schema(description = "Changed at or after; orders by change, the earliest first, as a feed")
        Instant updatedSince) {

    /** In which order tasks are listed: it follows from what is asked, so that every page is a walk along an index. */
    enum Order {
        PUBLICATION("published_at_ms", true),
        END("ended_at_ms", true),
        UPDATE("updated_at_ms", false);

        final String column;
        final boolean latestFirst;

        Order(String column, boolean latestFirst) {
            this.column = column;
            this.latestFirst = latestFirst;
        }
    }

    TaskFilter {
        Problem.requireId("clientId", clientId);
        Problem.requireId("creatorId", creatorId);
        Problem.requireId("campaignId", campaignId);
        Problem.requireTime("endedFrom", endedFrom);
        Problem.requireTime("endedTo", endedTo);
        Problem.requireTime("updatedSince", updatedSince);
        if (updatedSince != null && (endedFrom != null || endedTo != null)) {
            throw Problem.badRequest(
                    "Ask for updatedSince or for endedFrom and endedTo, not for both: they order differently.");
        }
    }

    Order order() {
        if (updatedSince != null) {
            return Order.UPDATE;
        }
        return endedFrom != null || endedTo != null ? Order.END : Order.PUBLICATION;
    }

    /** What pages are ordered by: where none of the columns is asked for, as the index of all has it, and no other. */
    String orderedBy(Asker asker) {
        boolean all = asker.seesAll()
                && clientId == null
                && creatorId == null
                && campaignId == null
                && status == null
                && kind == null;
        return order() == Order.PUBLICATION && all && !Boolean.TRUE.equals(pending)
                ? "(published_at_ms + 0)"
                : order().column;
    }

    /** Among those that the asker may see. */
    Conditions conditions(Asker asker) {
        return asker.tasks()
                .equal("client_id", clientId)
                .equal("creator_id", creatorId)
                .equal("campaign_id", campaignId)
                .equal("status", status)
                .equal("kind", kind)
                .is("pending", pending)
                .atLeast("ended_at_ms", endedFrom)
                .below("ended_at_ms", endedTo)
                .atLeast("updated_at_ms", updatedSince);
    }

    /** What a cursor belongs to. */
    int fingerprint() {
        return Objects.hash(
                clientId,
                creatorId,
                campaignId,
                String.valueOf(status),
                String.valueOf(kind),
                pending,
                endedFrom,
                endedTo,
                updatedSince);
    }
}
