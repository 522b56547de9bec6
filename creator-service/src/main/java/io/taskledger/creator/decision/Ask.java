package io.taskledger.creator.decision;

import io.taskledger.contract.Actor;
import io.taskledger.contract.CreatorCommandEnvelope;
import java.time.Instant;

/**
 * A command with the circumstances that it is judged in.
 *
 * @param version of the creator
 * @param now     the decision time
 */
record Ask(CreatorCommandEnvelope envelope, long version, Instant now, Ladder ladder) {

    Actor actor() {
        return envelope.actor();
    }

    boolean isByCreatorItself() {
        return actor().id().equals(envelope.creatorId().value());
    }

    boolean versionConflicts() {
        return envelope.expectedVersion() != null && envelope.expectedVersion() != version;
    }
}
