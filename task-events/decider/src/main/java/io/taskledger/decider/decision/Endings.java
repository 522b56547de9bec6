package io.taskledger.decider.decision;

import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Published;
import io.taskledger.decider.decision.Task.Running;
import org.jspecify.annotations.Nullable;

/** The events that end a task, with the amounts that they settle at. */
final class Endings {

    private Endings() {}

    /** The end of a task that nobody has accepted: nothing is owed. */
    static TaskCancelled unaccepted(
            Published offer, Cause cause, Attribution attribution, Rule rule, Reason.@Nullable Code reasonCode) {
        return new TaskCancelled(
                cause,
                Basis.IMMEDIATE,
                null,
                0,
                attribution,
                offer.terms().client(),
                offer.invited(),
                null,
                reasonCode,
                Quote.of(offer.terms().amount(), 0, rule, offer.terms().policy()),
                null);
    }

    /** Nobody accepted in time (R13). */
    static TaskCancelled expired(Published offer) {
        return unaccepted(offer, Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, Rule.R13, null);
    }

    /** The end that was asked for, at the quote of the request (D03). */
    static TaskCancelled cancelled(Running running, Pending pending, Basis basis, Attribution attribution) {
        return new TaskCancelled(
                cause(pending.by()),
                basis,
                pending.stage(),
                pending.uploads(),
                attribution,
                running.terms().client(),
                running.creator(),
                running.payee(),
                pending.reasonCode(),
                pending.quote(),
                null);
    }

    /** Silence was consent: as asked for, on another ground (D04). */
    static TaskCancelled deemed(Running running, Pending pending) {
        return cancelled(running, pending, Basis.DEEMED, attributed(pending.by()));
    }

    /** C01: a crowd task is dropped at once, and nobody has to agree (D02). */
    static TaskCancelled dropped(Running running, Quote quote, Reason reason) {
        Quote drop = Quote.of(quote.total(), quote.rateBp(), Rule.C01, quote.policy());
        return new TaskCancelled(
                Cause.CREATOR,
                Basis.DROPPED,
                running.stage(),
                running.uploads().size(),
                Attribution.CREATOR,
                running.terms().client(),
                running.creator(),
                running.payee(),
                reason.code(),
                drop,
                null);
    }

    /** By an operator (D06). Without a request before it, it is nobody's doing but the platform's. */
    static TaskCancelled resolved(Running running, int rateBp, CaseRef caseRef) {
        Pending pending = running.pending();
        return new TaskCancelled(
                pending == null ? Cause.PLATFORM : cause(pending.by()),
                Basis.RESOLVED,
                pending == null ? running.stage() : pending.stage(),
                pending == null ? running.uploads().size() : pending.uploads(),
                pending == null ? Attribution.PLATFORM : attributed(pending.by()),
                running.terms().client(),
                running.creator(),
                running.payee(),
                pending == null ? null : pending.reasonCode(),
                Quote.of(
                        running.terms().amount(),
                        rateBp,
                        Rule.D06,
                        running.terms().policy()),
                caseRef);
    }

    /** The task amount is earned. */
    static TaskCompleted completed(Running running) {
        Quote quote = Quote.of(
                running.terms().amount(),
                Quote.FULL_BP,
                Rule.COMPLETED,
                running.terms().policy());
        return new TaskCompleted(
                running.terms().client(),
                running.creator(),
                running.payee(),
                running.uploads().size(),
                quote);
    }

    private static Cause cause(Side side) {
        return side == Side.CLIENT ? Cause.CLIENT : Cause.CREATOR;
    }

    static Attribution attributed(Side side) {
        return side == Side.CLIENT ? Attribution.CLIENT : Attribution.CREATOR;
    }
}
