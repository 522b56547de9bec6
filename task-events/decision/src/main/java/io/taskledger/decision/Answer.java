package io.taskledger.decision;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventHead;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was once answered to a command, kept to answer its repeats.
 *
 * @param hash    of the command's content: the same id with another content is not a repeat
 * @param code    null when accepted
 * @param expiry  the command that asks for what happened here, where a task's deadline had passed: whoever sent another one
 *                found the deadline passed
 * @param version of the subject, after it
 * @param events  how many it caused; their versions end with {@code version}
 * @param quote   the amounts that its events fixed, if they fixed any
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

    static Answer to(EventHead event, @Nullable CommandType expiry, @Nullable Quote quote) {
        return new Answer(event.causationId(), event.commandHash(), null, expiry, event.version(), 1, quote, null);
    }

    /** The same command caused one more event. */
    Answer and(EventHead next, @Nullable CommandType expiry, @Nullable Quote quote) {
        return new Answer(
                commandId,
                hash,
                code,
                expiry,
                next.version(),
                events + 1,
                quote == null ? this.quote : quote,
                bannedUntil);
    }

    /** The command that caused that event was the last to be answered: the event came right after its others. */
    boolean goesOnWith(EventHead next) {
        return commandId.equals(next.causationId()) && version == next.version() - 1;
    }

    /** The version of the first event that it caused; beyond {@link #version} where there is none. */
    public long firstVersion() {
        return version - events + 1;
    }
}
