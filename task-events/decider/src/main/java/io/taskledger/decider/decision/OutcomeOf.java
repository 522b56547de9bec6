package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.DEADLINE_PASSED;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent;
import io.taskledger.decider.decision.Decision.Rejected;
import io.taskledger.decider.decision.Decision.TooLate;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import io.taskledger.decision.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into what is written: events in their envelopes, the new state, the answer. */
record OutcomeOf(TaskState before, Received<CommandEnvelope> received) {

    Instant time() {
        return received.decidedAfter(before.time());
    }

    Outcome<TaskState, EventEnvelope> accepted(List<TaskEvent> events) {
        CommandEnvelope command = command();
        if (events.isEmpty()) {
            Answer answer = received.acceptedAt(before.version());
            return new Outcome<>(before.accepted(answer), true, List.of(), result(before, answer, null, null, false));
        }
        return happened(events, command.actor(), command.channel(), null, null);
    }

    /** The clock's event comes first, then the refusal: the only one that comes with an event. */
    Outcome<TaskState, EventEnvelope> tooLate(TooLate late) {
        return happened(List.of(late.expiry()), Actor.CLOCK, Channel.SYSTEM, DEADLINE_PASSED, late.message());
    }

    private Outcome<TaskState, EventEnvelope> happened(
            List<TaskEvent> events,
            Actor actor,
            Channel channel,
            @Nullable RejectionCode code,
            @Nullable String message) {
        TaskState after = before;
        List<EventEnvelope> envelopes = new ArrayList<>(events.size());
        for (TaskEvent event : events) {
            EventEnvelope envelope = new EventEnvelope(
                    command().taskId(),
                    after.version() + 1,
                    time(),
                    command().id().value(),
                    command().trace(),
                    received.hash(),
                    received.position(),
                    actor,
                    channel,
                    event);
            envelopes.add(envelope);
            after = after.apply(envelope);
        }
        return new Outcome<>(
                after, true, envelopes, result(after, after.answers().last(), code, message, false));
    }

    Outcome<TaskState, EventEnvelope> refused(Rejected no) {
        return new Outcome<>(before, false, List.of(), result(before, answer(no), no.code(), no.message(), false));
    }

    Outcome<TaskState, EventEnvelope> refusedAndRemembered(Rejected no) {
        Answer answer = answer(no);
        CommandResult result = result(before, answer, no.code(), no.message(), false);
        return new Outcome<>(before.refused(answer), true, List.of(), result);
    }

    private Answer answer(Rejected no) {
        return received.refusedAt(before.version(), no.code(), no.bannedUntil());
    }

    /** The same answer again; only what may be sent now is as it is now. */
    Outcome<TaskState, EventEnvelope> repeated(Answer answer) {
        boolean asked = command().actor().role() == Role.TIMER && command().type() == answer.expiry();
        RejectionCode code = answer.expiry() != null && !asked ? DEADLINE_PASSED : answer.code();
        String message = code == null ? null : Reply.staying(code);
        return new Outcome<>(before, false, List.of(), result(before, answer, code, message, true));
    }

    private CommandResult result(
            TaskState now, Answer answer, @Nullable RejectionCode code, @Nullable String message, boolean replayed) {
        TaskId id = command().taskId();
        Reply.Now task = new Reply.Now(
                now.task().currentStatus(),
                AllowedCommands.of(now.task().situation()),
                null,
                version -> NamedIds.event(id, version));
        return new Reply(received, time(), task).of(answer, code, message, replayed);
    }

    private CommandEnvelope command() {
        return received.command();
    }
}
