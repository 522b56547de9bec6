package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.COMMAND_ID_REUSED;
import static io.taskledger.contract.RejectionCode.INVALID_COMMAND;
import static io.taskledger.contract.RejectionCode.NOT_A_PARTY;
import static io.taskledger.contract.RejectionCode.NOT_PERMITTED;
import static io.taskledger.contract.RejectionCode.UNKNOWN_CREATOR;
import static io.taskledger.contract.RejectionCode.VERSION_CONFLICT;
import static io.taskledger.contract.RejectionCode.WRONG_STATE;
import static io.taskledger.creator.decision.Decision.accept;
import static io.taskledger.creator.decision.Decision.reject;

import io.taskledger.contract.Actor;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.creator.decision.Creator.Known;
import io.taskledger.creator.decision.Creator.Unknown;
import io.taskledger.creator.decision.Decision.Accepted;
import io.taskledger.creator.decision.Decision.Refused;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one command against one creator. The order of checks is fixed, so that every refused command has exactly one
 * code; the record itself was checked when it was read, but for what only its place in the log tells.
 */
public final class CreatorDecider {

    private CreatorDecider() {}

    /** Pure: the same state, command and ladder give the same outcome, at any time and anywhere. */
    public static Outcome<CreatorState, CreatorEventEnvelope> decide(
            CreatorState state, Received<CreatorCommandEnvelope> received, Ladder ladder) {
        CreatorCommandEnvelope command = received.command();
        OutcomeOf outcome = new OutcomeOf(state, received);
        Optional<Answer> before = state.answers().to(command.id().value());
        if (before.isPresent() && before.get().hash() == received.hash()) {
            return outcome.repeated(before.get());
        }
        if (isFromTheFuture(received)) {
            return outcome.refused(INVALID_COMMAND, "asOf must not be later than " + received.appendedAt() + ".");
        }
        if (before.isPresent()) {
            return outcome.refused(
                    COMMAND_ID_REUSED, "This id came to this creator before with another type or data; use a new id.");
        }
        return switch (judge(state.creator(), new Ask(command, state.version(), outcome.time(), ladder))) {
            case Accepted yes -> outcome.accepted(yes.events());
            case Refused no ->
                remembers(state, command)
                        ? outcome.refusedAndRemembered(no.code(), no.message())
                        : outcome.refused(no.code(), no.message());
        };
    }

    /** It would bar all later reports (D32). What was answered once is not asked again: a broker's clock may be set back. */
    private static boolean isFromTheFuture(Received<CreatorCommandEnvelope> received) {
        return received.command().command() instanceof ReportAudience report
                && report.audience().asOf().isAfter(received.appendedAt());
    }

    /** Of a creator that is not known nothing is kept; nor of our own timer, which after a restart asks again under the same id. */
    private static boolean remembers(CreatorState state, CreatorCommandEnvelope command) {
        return !(state.creator() instanceof Unknown) && !command.actor().equals(Actor.CLOCK);
    }

    private static Decision judge(Creator creator, Ask ask) {
        CreatorCommandEnvelope command = ask.envelope();
        String name = command.type().shortName();
        if (creator instanceof Unknown && !(command.command() instanceof ApplyForOnboarding)) {
            return reject(
                    UNKNOWN_CREATOR,
                    "There is no creator " + command.creatorId().value() + ".");
        }
        if (!Rights.mayEverSend(command.type()).contains(ask.actor().role())) {
            return reject(NOT_PERMITTED, "A " + ask.actor().role() + " may never send " + name + ".");
        }
        if (!Rights.fitsState(creator, command.type())) {
            return wrongState(creator, name);
        }
        if (!Rights.isParty(creator, ask)) {
            return reject(
                    NOT_A_PARTY,
                    ask.actor().role() + " " + ask.actor().id() + " may not send " + name + " for this creator.");
        }
        if (ask.versionConflicts()) {
            return reject(
                    VERSION_CONFLICT,
                    "expectedVersion is " + command.expectedVersion() + ", but the creator is at " + ask.version()
                            + ".");
        }
        if (command.command() instanceof ApplyForOnboarding apply) {
            return accept(new OnboardingApplied(apply.application()));
        }
        return known((Known) creator, ask);
    }

    private static Decision wrongState(Creator creator, String name) {
        Known known = (Known) creator;
        return reject(
                WRONG_STATE,
                name + " does not fit: the creator is " + known.status() + ", its kind "
                        + known.profile().kind() + ".");
    }

    private static Decision known(Known creator, Ask ask) {
        return switch (ask.envelope().command()) {
            case ApplyForOnboarding c -> throw new IllegalStateException("answered above");
            case ApproveOnboarding c -> accept(new OnboardingApproved(c.caseRef()));
            case RejectOnboarding c -> accept(new OnboardingRejected(c.findings()));
            case JoinMcn c -> MembershipRules.joined(creator, c);
            case LeaveMcn c -> MembershipRules.left(creator);
            case RecordViolation c -> ConductRules.recorded(creator.conduct(), c, ask);
            case OverturnViolation c -> ConductRules.overturned(creator.conduct(), c, ask);
            case LiftExpiredBan c -> ConductRules.lifted(creator.conduct(), ask);
            case ReportAudience c -> reported(creator.profile().reportedAsOf(), c);
        };
    }

    /** An older report never overwrites a newer one; the same again is the same. */
    private static Decision reported(@Nullable Instant latest, ReportAudience command) {
        return latest == null || command.audience().asOf().isAfter(latest)
                ? accept(new AudienceReported(command.audience()))
                : accept();
    }
}
