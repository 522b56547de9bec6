package io.taskledger.contract.wire;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import org.jspecify.annotations.Nullable;

/** What a record on {@code task.commands} turned out to be. */
public sealed interface CommandReading {

    /** A command that can be decided. */
    record Valid(CommandEnvelope command) implements CommandReading {}

    /**
     * A command that is refused for what it says: INVALID_COMMAND or REASON_REQUIRED.
     *
     * @param commandId as sent
     * @param taskId    null where key and subject do not agree on one
     * @param message   names the field and what belongs there
     */
    record Invalid(
            String commandId,
            CommandType commandType,
            @Nullable TaskId taskId,
            Trace trace,
            RejectionCode code,
            String message)
            implements CommandReading {}

    /**
     * Bytes for the dead letters.
     *
     * @param commandId   null where the sender cannot be answered: no id, or no key
     * @param commandType null where it could not be read
     */
    record Unreadable(
            Cause cause,
            String message,
            @Nullable String commandId,
            @Nullable String commandType) implements CommandReading {}

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
