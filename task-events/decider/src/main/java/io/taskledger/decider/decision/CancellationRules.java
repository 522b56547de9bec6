package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.CANCELLATION_PENDING;
import static io.taskledger.contract.RejectionCode.NOT_COUNTERPARTY;
import static io.taskledger.contract.RejectionCode.NOT_DUE;
import static io.taskledger.contract.RejectionCode.NOT_REQUESTER;
import static io.taskledger.contract.RejectionCode.NO_CANCELLATION_PENDING;
import static io.taskledger.contract.RejectionCode.RATE_OUT_OF_BOUNDS;
import static io.taskledger.contract.RejectionCode.TOO_MANY_REQUESTS;
import static io.taskledger.decider.decision.Decision.accept;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.CancellationPolicy.OnSilence;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Running;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may come of asking to cancel, and of answering. */
final class CancellationRules {

    private CancellationRules() {}

    /** The first to ask is the requester; the other side's asking confirms (D14). */
    static Decision requested(Running running, Reason reason, Ask ask) {
        Side side = ask.side();
        Pending pending = running.pending();
        if (pending != null) {
            return pending.by() == side
                    ? reject(CANCELLATION_PENDING, "This side has asked already; the other has to answer.")
                    : accept(Endings.cancelled(running, pending, Basis.CROSS_REQUEST, Attribution.MUTUAL));
        }
        CancellationPolicy policy = ask.policyOf(running);
        Quote quote = policy.quote(running.terms().amount(), side, running.stage());
        if (running.terms().kind() == TaskKind.CROWD && side == Side.CREATOR) {
            return accept(Endings.dropped(running, quote, reason));
        }
        if (running.requests(side) >= AllowedCommands.MAX_REQUESTS_PER_SIDE) {
            return reject(
                    TOO_MANY_REQUESTS,
                    "This side has asked " + AllowedCommands.MAX_REQUESTS_PER_SIDE
                            + " times; only an operator can cancel now (D05).");
        }
        return accept(new CancellationRequested(
                side,
                reason,
                running.stage(),
                running.uploads().size(),
                quote,
                ask.now().plus(policy.confirmWithin())));
    }

    static Decision confirmed(Running running, Ask ask) {
        Pending pending = running.pending();
        if (pending == null) {
            return nothingPending();
        }
        return pending.by() == ask.side()
                ? notCounterparty()
                : accept(Endings.cancelled(running, pending, Basis.CONFIRMED, Endings.attributed(pending.by())));
    }

    static Decision refused(Running running, @Nullable String reason, Ask ask) {
        Pending pending = running.pending();
        if (pending == null) {
            return nothingPending();
        }
        return pending.by() == ask.side() ? notCounterparty() : accept(new CancellationRefused(reason));
    }

    static Decision withdrawn(Running running, Ask ask) {
        Pending pending = running.pending();
        if (pending == null) {
            return nothingPending();
        }
        return pending.by() == ask.side()
                ? accept(new CancellationWithdrawn(null))
                : reject(NOT_REQUESTER, "Only the side that asked may withdraw the request (D16).");
    }

    static Decision reminded(Running running, Ask ask) {
        Pending pending = running.pending();
        if (pending == null) {
            return nothingPending();
        }
        // Once the window is over there is nothing left to remind of.
        boolean due = !pending.escalated()
                && ask.now().isBefore(pending.confirmBy())
                && ask.policyOf(running)
                        .nextReminder(pending.requestedAt(), pending.remindedAt())
                        .filter(reminder -> !ask.now().isBefore(reminder))
                        .isPresent();
        return due ? accept(new CancellationReminded()) : reject(NOT_DUE, "No reminder is due.");
    }

    static Decision expired(Running running, Ask ask) {
        Pending pending = running.pending();
        if (pending == null) {
            return nothingPending();
        }
        if (pending.escalated() || ask.now().isBefore(pending.confirmBy())) {
            return reject(
                    NOT_DUE,
                    pending.escalated()
                            ? "It is an operator's turn already."
                            : "The counterparty may answer until " + pending.confirmBy() + ".");
        }
        return ask.policyOf(running).onSilence() == OnSilence.DEEM
                ? accept(Endings.deemed(running, pending))
                : accept(new CancellationEscalated());
    }

    /** D06: nobody's money is ever locked without a way out. */
    static Decision resolved(Running running, ResolveCancellation command, Ask ask) {
        if (command.outcome() == Resolution.RESUME) {
            return running.pending() == null ? nothingPending() : accept(new CancellationResumed(command.caseRef()));
        }
        CancellationPolicy policy = ask.policyOf(running);
        long rateBp = Objects.requireNonNull(command.rateBp());
        if (rateBp < policy.minRateBp() || rateBp > policy.maxRateBp()) {
            return reject(
                    RATE_OUT_OF_BOUNDS,
                    "rateBp must be " + policy.minRateBp() + " … " + policy.maxRateBp()
                            + " by the task's policy, but was " + rateBp + ".");
        }
        return accept(Endings.resolved(running, (int) rateBp, command.caseRef()));
    }

    private static Decision nothingPending() {
        return reject(NO_CANCELLATION_PENDING, "Nobody has asked to cancel.");
    }

    private static Decision notCounterparty() {
        return reject(NOT_COUNTERPARTY, "The side that asked cannot answer its own request (R04).");
    }
}
