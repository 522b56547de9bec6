package io.taskledger.engine.deciding;

import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandReading;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
public sealed interface Reading<C> {

    /** A command that can be decided. */
    record Valid<C>(String subject, Enum<?> type, C command) implements Reading<C> {}

    /**
     * A command that is refused for what it says, or where it stands.
     *
     * @param subject null where key and subject do not agree on one
     */
    record Invalid<C>(
            String commandId,
            Enum<?> type,
            String typeName,
            @Nullable String subject,
            Trace trace,
            RejectionCode code,
            String message)
            implements Reading<C> {}

    /** Bytes for the dead letters. */
    record Unreadable<C>(CommandReading.Unreadable why) implements Reading<C> {}
}
