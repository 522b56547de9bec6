package io.taskledger.decider.decision;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.decider.decision.Decision.Rejected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was once answered to a command, kept to answer its repeats.
 *
 * @param hash    of the command's content: the same id with another content is not a repeat
 * @param code    null when accepted
 * @param expiry  the command that asks for what happened here, where a deadline had passed: whoever sent another one found
 *                the deadline passed
 * @param version the task's, after it
 * @param events  how many it caused; their versions end with {@code version}
 * @param quote   the amounts that its events fixed
 * @param bannedUntil with CREATOR_BANNED, where the ban has an end
 */
public record Answer(
        String commandId,
        long hash,
        @Nullable RejectionCode code,
        @Nullable CommandType expiry,
        long version,
        int events,
        @Nullable Quote quote,
        @Nullable Instant bannedUntil) {

    static Answer withoutEvents(String commandId, long hash, long version) {
        return new Answer(commandId, hash, null, null, version, 0, null, null);
    }

    static Answer refusal(String commandId, long hash, Rejected no, long version) {
        return new Answer(commandId, hash, no.code(), null, version, 0, null, no.bannedUntil());
    }

    static Answer to(EventEnvelope event) {
        return new Answer(
                event.causationId(),
                event.commandHash(),
                null,
                expiry(event.event()),
                event.version(),
                1,
                quote(event.event()),
                null);
    }

    /** The same command caused one more event. */
    Answer and(EventEnvelope next) {
        Quote quote = quote(next.event());
        return new Answer(
                commandId,
                hash,
                code,
                expiry(next.event()),
                next.version(),
                events + 1,
                quote == null ? this.quote : quote,
                bannedUntil);
    }

    /** The timer's command for an ending by a deadline; null for everything else. */
    static @Nullable CommandType expiry(TaskEvent event) {
        if (!(event instanceof TaskCancelled cancelled)) {
            return null;
        }
        if (cancelled.cause() == Cause.ACCEPTANCE_TIMEOUT) {
            return CommandType.EXPIRE_TASK;
        }
        return cancelled.basis() == Basis.DEEMED ? CommandType.EXPIRE_CANCELLATION : null;
    }

    private static @Nullable Quote quote(TaskEvent event) {
        return switch (event) {
            case CancellationRequested e -> e.quote();
            case TaskCancelled e -> e.quote();
            case TaskCompleted e -> e.quote();
            default -> null;
        };
    }
}
