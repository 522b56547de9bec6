package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.DEADLINE_PASSED;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent;
import io.taskledger.decider.decision.Decision.Rejected;
import io.taskledger.decider.decision.Decision.TooLate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into what is written: events in their envelopes, the new state, the answer. */
record OutcomeOf(TaskState before, Received received) {

    /** The broker's append time, never earlier than the task's last event (D08). */
    Instant time() {
        return received.appendedAt().isBefore(before.time()) ? before.time() : received.appendedAt();
    }

    Outcome accepted(List<TaskEvent> events) {
        CommandEnvelope command = command();
        if (events.isEmpty()) {
            Answer answer = Answer.withoutEvents(command.id().value(), received.hash(), before.version());
            return new Outcome(before.accepted(answer), true, List.of(), result(before, answer, null, null, false));
        }
        return happened(events, command.actor(), command.channel(), null, null);
    }

    /** The clock's event comes first, then the refusal: the only one that comes with an event. */
    Outcome tooLate(TooLate late) {
        return happened(List.of(late.expiry()), Actor.CLOCK, Channel.SYSTEM, DEADLINE_PASSED, late.message());
    }

    private Outcome happened(
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
        return new Outcome(after, true, envelopes, result(after, after.answers().getLast(), code, message, false));
    }

    Outcome refused(Rejected no) {
        return new Outcome(before, false, List.of(), result(before, answer(no), no.code(), no.message(), false));
    }

    Outcome refusedAndRemembered(Rejected no) {
        Answer answer = answer(no);
        CommandResult result = result(before, answer, no.code(), no.message(), false);
        return new Outcome(before.refused(answer), true, List.of(), result);
    }

    private Answer answer(Rejected no) {
        return Answer.refusal(command().id().value(), received.hash(), no, before.version());
    }

    /** The same answer again; only what may be sent now is as it is now. */
    Outcome repeated(Answer answer) {
        boolean asked = command().actor().role() == Role.TIMER && command().type() == answer.expiry();
        RejectionCode code = answer.expiry() != null && !asked ? DEADLINE_PASSED : answer.code();
        String message = code == null ? null : "This command was answered before, and the answer stays " + code + ".";
        return new Outcome(before, false, List.of(), result(before, answer, code, message, true));
    }

    private CommandResult result(
            TaskState now, Answer answer, @Nullable RejectionCode code, @Nullable String message, boolean replayed) {
        long first = answer.version() - answer.events() + 1;
        List<String> eventIds = LongStream.rangeClosed(first, answer.version())
                .mapToObj(version -> NamedIds.event(command().taskId(), version))
                .toList();
        return new CommandResult(
                received.resultId(),
                command().taskId().value(),
                time(),
                command().trace(),
                command().id().value(),
                command().type().typeName(),
                code == null ? CommandResult.Outcome.ACCEPTED : CommandResult.Outcome.REJECTED,
                replayed,
                code,
                message,
                answer.version(),
                now.task().currentStatus(),
                AllowedCommands.of(now.task().situation()),
                code == null ? answer.quote() : null,
                eventIds,
                null,
                answer.bannedUntil());
    }

    private CommandEnvelope command() {
        return received.command();
    }
}
