package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.NOT_A_PARTY;
import static io.taskledger.contract.RejectionCode.VERSION_CONFLICT;
import static io.taskledger.contract.RejectionCode.WRONG_STATE;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Side;
import io.taskledger.decider.decision.Task.Running;
import java.time.Instant;

/**
 * A command with the circumstances that it is judged in, and the answers that every state gives.
 *
 * @param version of the task
 * @param now     the decision time
 */
record Ask(CommandEnvelope envelope, long version, Instant now, Policies policies, Review review) {

    Side side() {
        return actor().role() == Role.CLIENT ? Side.CLIENT : Side.CREATOR;
    }

    Actor actor() {
        return envelope.actor();
    }

    CancellationPolicy policyOf(Running running) {
        return policies.pinned(running.terms().policy());
    }

    boolean versionConflicts() {
        return envelope.expectedVersion() != null && envelope.expectedVersion() != version;
    }

    Decision versionConflict() {
        return reject(
                VERSION_CONFLICT,
                "expectedVersion is " + envelope.expectedVersion() + ", but the task is at " + version + ".");
    }

    Decision wrongState(Task task) {
        return reject(
                WRONG_STATE, envelope.type().shortName() + " does not fit: the task is " + task.currentStatus() + ".");
    }

    Decision notAParty() {
        return reject(NOT_A_PARTY, actor().role() + " " + actor().id() + " is not a party to this task.");
    }
}
