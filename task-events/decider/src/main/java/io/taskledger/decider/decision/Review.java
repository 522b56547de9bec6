package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.CREATOR_BANNED;
import static io.taskledger.contract.RejectionCode.CREATOR_NOT_ONBOARDED;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.TaskCommand.AcceptTask;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the creator who would do the work, and whether orders are for reviewed creators only (F01). A ban counts
 * in any case (F02).
 *
 * @param obligatory without a review there is no order
 * @param standing   null where nothing is known of that creator
 */
public record Review(boolean obligatory, @Nullable CreatorStanding standing) {

    /** Nobody asks for a review, and nothing is known. */
    public static final Review NONE = new Review(false, null);

    /** Whose standing has to be known to judge a command: the creator's who would do the work, not the agency's. */
    public static Optional<CreatorId> concerned(CommandEnvelope command) {
        return command.command() instanceof AcceptTask accept
                ? Optional.of(creator(accept, command.actor()))
                : Optional.empty();
    }

    static CreatorId creator(AcceptTask command, Actor actor) {
        return command.creatorId() != null ? command.creatorId() : new CreatorId(actor.id());
    }

    /** An agency acts for its members only. */
    boolean letsActFor(String agencyId) {
        return !obligatory
                || (standing != null
                        && standing.mcnId() != null
                        && standing.mcnId().value().equals(agencyId));
    }

    /** Why the creator may not take an order now; empty where it may. */
    Optional<Decision> bars(CreatorId creator, Instant now) {
        if (obligatory && (standing == null || standing.status() != CreatorStatus.ONBOARDED)) {
            return Optional.of(reject(
                    CREATOR_NOT_ONBOARDED,
                    "Orders are for reviewed creators, and " + creator.value() + " is not onboarded (F01)."));
        }
        return standing == null ? Optional.empty() : standing.banAt(now).map(ban -> banned(creator, ban));
    }

    private static Decision banned(CreatorId creator, Ban ban) {
        String end = ban.until() == null ? "for good" : "until " + ban.until();
        return new Decision.Rejected(
                CREATOR_BANNED, creator.value() + " is banned " + end + " and takes no orders (F02).", ban.until());
    }

    /** As an acceptance remembers it; null where nothing is known. */
    CreatorStanding.@Nullable Seen seen() {
        return standing == null ? null : standing.seen();
    }
}
