package io.taskledger.creator.decision;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import io.taskledger.decision.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into what is written: events in their envelopes, the new state, the answer. */
record OutcomeOf(CreatorState before, Received<CreatorCommandEnvelope> received) {

    Instant time() {
        return received.decidedAfter(before.time());
    }

    Outcome<CreatorState, CreatorEventEnvelope> accepted(List<CreatorEvent> events) {
        if (events.isEmpty()) {
            Answer answer = received.acceptedAt(before.version());
            CreatorState after = before.accepted(answer);
            return new Outcome<>(after, true, List.of(), result(after, answer, null, null, false));
        }
        CreatorState after = before;
        List<CreatorEventEnvelope> envelopes = new ArrayList<>(events.size());
        for (CreatorEvent event : events) {
            CreatorEventEnvelope envelope = envelope(after.version() + 1, event);
            envelopes.add(envelope);
            after = after.apply(envelope);
        }
        return new Outcome<>(
                after, true, envelopes, result(after, after.answers().last(), null, null, false));
    }

    private CreatorEventEnvelope envelope(long version, CreatorEvent event) {
        CreatorCommandEnvelope command = received.command();
        return new CreatorEventEnvelope(
                command.creatorId(),
                version,
                time(),
                command.id().value(),
                command.trace(),
                received.hash(),
                received.position(),
                command.actor(),
                command.channel(),
                event);
    }

    Outcome<CreatorState, CreatorEventEnvelope> refused(RejectionCode code, String message) {
        return new Outcome<>(before, false, List.of(), refusal(code, message));
    }

    Outcome<CreatorState, CreatorEventEnvelope> refusedAndRemembered(RejectionCode code, String message) {
        CreatorState after = before.refused(received.refusedAt(before.version(), code, null));
        return new Outcome<>(after, true, List.of(), refusal(code, message));
    }

    private CommandResult refusal(RejectionCode code, String message) {
        return result(before, received.refusedAt(before.version(), code, null), code, message, false);
    }

    /** The same answer again; only what may be sent now, and the standing, are as they are now. */
    Outcome<CreatorState, CreatorEventEnvelope> repeated(Answer answer) {
        RejectionCode code = answer.code();
        String message = code == null ? null : Reply.staying(code);
        return new Outcome<>(before, false, List.of(), result(before, answer, code, message, true));
    }

    private CommandResult result(
            CreatorState now, Answer answer, @Nullable RejectionCode code, @Nullable String message, boolean replayed) {
        CreatorId id = received.command().creatorId();
        Reply.Now creator = new Reply.Now(
                now.status(), Allowed.of(now.creator()), now.standing(id), version -> NamedIds.event(id, version));
        return new Reply(received, time(), creator).of(answer, code, message, replayed);
    }
}
