package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.NOT_A_PARTY;
import static io.taskledger.contract.RejectionCode.NOT_DUE;
import static io.taskledger.contract.RejectionCode.NOT_INVITED;
import static io.taskledger.contract.RejectionCode.UNKNOWN_POLICY;
import static io.taskledger.decider.decision.Decision.accept;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Excerpt;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Task.Published;
import java.util.Optional;

/** What may come of a command before anybody has accepted. */
final class OfferRules {

    private OfferRules() {}

    static Decision publish(PublishTask command, Ask ask) {
        if (ask.versionConflicts()) {
            return ask.versionConflict();
        }
        Optional<CancellationPolicy> policy = ask.policies().forNewTask(command.policy());
        if (policy.isEmpty()) {
            return reject(UNKNOWN_POLICY, "There is no policy " + Excerpt.of(String.valueOf(command.policy())) + ".");
        }
        return accept(new TaskPublished(
                command.kind(),
                new ClientId(ask.actor().id()),
                command.creatorId(),
                command.campaignId(),
                command.amount(),
                policy.get().ref(),
                ask.now().plus(policy.get().acceptWithin())));
    }

    static Decision decide(Published offer, Ask ask) {
        return switch (ask.envelope().command()) {
            case AcceptTask c -> accepted(offer, c, ask);
            case DeclineTask c -> declined(offer, ask);
            case WithdrawTask c -> withdrawn(offer, c, ask);
            case ExpireTask c -> expired(offer, ask);
            case PublishTask c -> throw new IllegalStateException("answered above");
            case StartProduction c -> ask.wrongState(offer);
            case UploadVideo c -> ask.wrongState(offer);
            case CompleteTask c -> ask.wrongState(offer);
            case RequestCancellation c -> ask.wrongState(offer);
            case ConfirmCancellation c -> ask.wrongState(offer);
            case RefuseCancellation c -> ask.wrongState(offer);
            case WithdrawCancellation c -> ask.wrongState(offer);
            case RemindCancellation c -> ask.wrongState(offer);
            case ExpireCancellation c -> ask.wrongState(offer);
            case ResolveCancellation c -> ask.wrongState(offer);
        };
    }

    private static Decision accepted(Published offer, AcceptTask command, Ask ask) {
        CreatorId creator = Review.creator(command, ask.actor());
        boolean order = offer.terms().kind() == TaskKind.ORDER;
        if (!mayAccept(offer, creator, ask)) {
            return reject(NOT_INVITED, "Another creator was invited, or the client itself would accept (D22).");
        }
        if (order
                && ask.actor().role() == Role.MCN
                && !ask.review().letsActFor(ask.actor().id())) {
            return reject(
                    NOT_A_PARTY,
                    "MCN " + ask.actor().id() + " acts for its members only, and " + creator.value() + " is none.");
        }
        Decision accepted = accept(acceptance(creator, command, order, ask));
        return unlessConflict(ask, order ? ask.review().bars(creator, ask.now()).orElse(accepted) : accepted);
    }

    private static Decision declined(Published offer, Ask ask) {
        if (offer.invited() == null || !ask.actor().is(Role.CREATOR, offer.invited())) {
            return reject(NOT_INVITED, "Only the invited creator may decline.");
        }
        return unlessConflict(
                ask, accept(Endings.unaccepted(offer, Cause.DECLINED, Attribution.CREATOR, Rule.D02, null)));
    }

    private static Decision withdrawn(Published offer, WithdrawTask command, Ask ask) {
        if (!ask.actor().is(Role.CLIENT, offer.terms().client())) {
            return ask.notAParty();
        }
        Reason.Code reasonCode = command.reason().code();
        return unlessConflict(
                ask, accept(Endings.unaccepted(offer, Cause.WITHDRAWN, Attribution.CLIENT, Rule.D02, reasonCode)));
    }

    private static Decision expired(Published offer, Ask ask) {
        return unlessConflict(
                ask,
                ask.now().isBefore(offer.acceptBy())
                        ? reject(NOT_DUE, "The task may be accepted until " + offer.acceptBy() + ".")
                        : accept(Endings.expired(offer)));
    }

    private static boolean mayAccept(Published offer, CreatorId creator, Ask ask) {
        String client = offer.terms().client().value();
        return !creator.value().equals(client)
                && !ask.actor().id().equals(client)
                && (offer.invited() == null || offer.invited().equals(creator));
    }

    private static TaskAccepted acceptance(CreatorId creator, AcceptTask command, boolean order, Ask ask) {
        McnId mcn = ask.actor().role() == Role.MCN ? new McnId(ask.actor().id()) : null;
        PayeeId payee = command.payeeId() != null
                ? command.payeeId()
                : new PayeeId(ask.actor().id());
        return new TaskAccepted(creator, mcn, payee, order ? ask.review().seen() : null);
    }

    private static Decision unlessConflict(Ask ask, Decision otherwise) {
        return ask.versionConflicts() ? ask.versionConflict() : otherwise;
    }
}
