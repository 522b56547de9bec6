package io.taskledger.creator.decision;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.creator.decision.Creator.Known;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event changes for those who ask whether a creator may take orders. */
public final class Standings {

    private Standings() {}

    /** Empty where it changes nothing of it: a report about the audience, a deleted post, a ban that is written down as over. */
    public static Optional<StandingEnvelope> of(Creator before, CreatorEventEnvelope event, Creator after) {
        CreatorStanding now = standing(after, event);
        return now == null || now.equals(standing(before, event))
                ? Optional.empty()
                : Optional.of(StandingEnvelope.after(event, now));
    }

    /** As of the event's version, so that only what it says is compared. */
    private static @Nullable CreatorStanding standing(Creator creator, CreatorEventEnvelope event) {
        return creator instanceof Known known ? known.standing(event.creatorId(), event.version()) : null;
    }
}
