package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.COMMAND_ID_REUSED;
import static io.taskledger.contract.RejectionCode.LIMIT_EXCEEDED;
import static io.taskledger.contract.RejectionCode.NOT_PERMITTED;
import static io.taskledger.contract.RejectionCode.TASK_ENDED;
import static io.taskledger.contract.RejectionCode.TASK_EXISTS;
import static io.taskledger.contract.RejectionCode.UNKNOWN_TASK;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.decider.decision.CancellationPolicy.OnSilence;
import io.taskledger.decider.decision.Decision.Accepted;
import io.taskledger.decider.decision.Decision.Rejected;
import io.taskledger.decider.decision.Decision.TooLate;
import io.taskledger.decider.decision.Task.Ended;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Published;
import io.taskledger.decider.decision.Task.Running;
import io.taskledger.decider.decision.Task.Unknown;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one command against one task. The order of checks is fixed, so that every refused command has exactly one code;
 * the record itself was checked when it was read.
 */
public final class TaskDecider {

    private static final Rejected ID_REUSED = new Rejected(
            COMMAND_ID_REUSED, "This id came to this task before with another type or data; use a new id.", null);

    private static final Rejected TOO_MANY = new Rejected(
            LIMIT_EXCEEDED,
            "A task takes at most " + TaskState.MAX_ANSWERS
                    + " commands; the same upload under new ids is more than that.",
            null);

    private TaskDecider() {}

    /**
     * Pure: the same state, command, policies and review give the same outcome, at any time and anywhere.
     *
     * @param review what is known of the creator that {@link Review#concerned} names
     */
    public static Outcome<TaskState, EventEnvelope> decide(
            TaskState state, Received<CommandEnvelope> received, Policies policies, Review review) {
        CommandEnvelope command = received.command();
        Optional<Answer> before = state.answers().to(command.id().value());
        OutcomeOf outcome = new OutcomeOf(state, received);
        if (before.isPresent()) {
            return before.get().hash() == received.hash() ? outcome.repeated(before.get()) : outcome.refused(ID_REUSED);
        }
        Ask ask = new Ask(command, state.version(), outcome.time(), policies, review);
        return switch (judge(state.task(), ask)) {
            case Accepted yes -> accepted(yes, state, outcome);
            case Rejected no -> remembers(state, command) ? outcome.refusedAndRemembered(no) : outcome.refused(no);
            case TooLate late -> outcome.tooLate(late);
        };
    }

    private static Outcome<TaskState, EventEnvelope> accepted(Accepted yes, TaskState state, OutcomeOf outcome) {
        return yes.events().isEmpty() && state.answers().accepted().size() >= TaskState.MAX_ANSWERS
                ? outcome.refusedAndRemembered(TOO_MANY)
                : outcome.accepted(yes.events());
    }

    /** Of a task that does not exist nothing is kept; nor of our own timer, which after a restart asks again under the same id. */
    private static boolean remembers(TaskState state, CommandEnvelope command) {
        return !(state.task() instanceof Unknown) && !command.actor().equals(Actor.CLOCK);
    }

    private static Decision judge(Task task, Ask ask) {
        if (task instanceof Unknown) {
            return unknown(ask);
        }
        if (ask.envelope().command() instanceof PublishTask) {
            return reject(TASK_EXISTS, "The task is there already; publish again under a new id (D21).");
        }
        TaskCancelled expiry = overdue(task, ask);
        if (expiry != null && !asksFor(expiry, ask)) {
            return new TooLate(expiry, "The deadline had passed before this command was appended (D08, D09).");
        }
        if (task instanceof Ended ended) {
            return reject(TASK_ENDED, "The task is " + ended.status() + "; nothing can follow (D13, D21).");
        }
        if (!Rights.mayEverSend(ask.envelope().type()).contains(ask.actor().role())) {
            return notPermitted(ask);
        }
        return switch (task) {
            case Published offer -> OfferRules.decide(offer, ask);
            case Running running -> WorkRules.decide(running, ask);
            case Unknown t -> throw new IllegalStateException("answered above");
            case Ended t -> throw new IllegalStateException("answered above");
        };
    }

    private static Decision unknown(Ask ask) {
        if (!(ask.envelope().command() instanceof PublishTask publish)) {
            return reject(
                    UNKNOWN_TASK, "There is no task " + ask.envelope().taskId().value() + ".");
        }
        return Rights.mayEverSend(CommandType.PUBLISH_TASK).contains(ask.actor().role())
                ? OfferRules.publish(publish, ask)
                : notPermitted(ask);
    }

    private static Decision notPermitted(Ask ask) {
        return reject(
                NOT_PERMITTED,
                "A " + ask.actor().role() + " may never send "
                        + ask.envelope().type().shortName() + ".");
    }

    /** How the task ends by a deadline that has passed: at the very instant it is too late (D07). Null where none has. */
    private static @Nullable TaskCancelled overdue(Task task, Ask ask) {
        return switch (task) {
            case Published offer -> passed(offer.acceptBy(), ask) ? Endings.expired(offer) : null;
            case Running running -> {
                Pending pending = running.pending();
                yield pending != null
                                && ask.policyOf(running).onSilence() == OnSilence.DEEM
                                && passed(pending.confirmBy(), ask)
                        ? Endings.deemed(running, pending)
                        : null;
            }
            case Unknown t -> null;
            case Ended t -> null;
        };
    }

    private static boolean passed(Instant deadline, Ask ask) {
        return !ask.now().isBefore(deadline);
    }

    /** The timer asks for what is overdue anyway: that is not too late, but due. */
    private static boolean asksFor(TaskCancelled expiry, Ask ask) {
        return ask.actor().role() == Role.TIMER && ask.envelope().type() == TaskState.expiry(expiry);
    }
}
