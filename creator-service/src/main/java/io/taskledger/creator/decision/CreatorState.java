package io.taskledger.creator.decision;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.creator.decision.Creator.Known;
import io.taskledger.creator.decision.Creator.Unknown;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A creator with what is needed to go on with it: its version, its last instant, and the answers given.
 *
 * @param version 0 for a creator of which nothing is known
 * @param time    of the last event; the next is never earlier (D08)
 * @param answers the latest {@value #MAX_ACCEPTED} accepted ones, as a creator's life has no end (D31)
 */
public record CreatorState(long version, Instant time, Creator creator, Answers answers) {

    /** So many accepted commands are still known when they come again; what is older is safe by content. */
    public static final int MAX_ACCEPTED = 256;

    public static final CreatorState NONE = new CreatorState(0, Instant.EPOCH, new Unknown(), Answers.NONE);

    public CreatorState {
        answers = answers.latestAccepted(MAX_ACCEPTED);
    }

    /**
     * The state after one more event. Throws {@link IllegalStateException} where the event cannot follow: then the log
     * contradicts itself.
     */
    public CreatorState apply(CreatorEventEnvelope event) {
        if (event.version() != version + 1) {
            throw new IllegalStateException(
                    "event " + event.version() + " of " + event.creatorId() + " cannot follow version " + version);
        }
        Creator next = Creator.evolve(creator, event.event(), event.time());
        return new CreatorState(event.version(), event.time(), next, answers.happened(event, null, null));
    }

    CreatorState accepted(Answer withoutEvents) {
        return new CreatorState(version, time, creator, answers.accepted(withoutEvents));
    }

    CreatorState refused(Answer refusal) {
        return new CreatorState(version, time, creator, answers.refused(refusal));
    }

    /** Null where nothing is known. */
    public @Nullable CreatorStatus status() {
        return creator instanceof Known known ? known.status() : null;
    }

    /** As it is now; null where nothing is known. */
    public @Nullable CreatorStanding standing(CreatorId id) {
        return creator instanceof Known known ? known.standing(id, version) : null;
    }

    /** When the timer has to ask that a ban is lifted; null where it has not. */
    public @Nullable Instant liftDueAt() {
        return creator instanceof Known known ? known.conduct().liftDueAt().orElse(null) : null;
    }
}
