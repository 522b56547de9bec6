package io.taskledger.contract.wire;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What a record on a topic of commands turned out to be.
 *
 * @param <C> the envelope of the commands that belong there
 */
public sealed interface CommandReading<C extends CommandHead> {

    /** A command that can be decided. */
    record Valid<C extends CommandHead>(C command) implements CommandReading<C> {}

    /**
     * A command that is refused for what it says: INVALID_COMMAND or REASON_REQUIRED.
     *
     * @param commandId as sent
     * @param subject   null where key and subject do not agree on one
     * @param message   names the field and what belongs there
     */
    record Invalid<C extends CommandHead>(
            String commandId,
            CommandName commandType,
            @Nullable Identifier subject,
            Trace trace,
            RejectionCode code,
            String message)
            implements CommandReading<C> {}

    /**
     * Bytes for the dead letters.
     *
     * @param commandId   null where the sender cannot be answered: no id, or no key
     * @param commandType null where it could not be read
     */
    record Unreadable<C extends CommandHead>(
            Cause cause,
            String message,
            @Nullable String commandId,
            @Nullable String commandType) implements CommandReading<C> {}

    /** Why bytes are no command. */
    enum Cause {
        TOMBSTONE,
        NO_KEY,
        TOO_LARGE,
        NOT_JSON,
        DUPLICATE_NAME,
        TOO_DEEP,
        NOT_A_CLOUDEVENT,
        UNKNOWN_TYPE
    }
}
