package io.taskledger.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every event has, whatever it happened to: its place in the history, and what caused it. */
public sealed interface EventHead permits EventEnvelope, CreatorEventEnvelope {

    /** Follows from subject and version, so that the same fact always has the same id. */
    String id();

    /** What it happened to: the record's key. */
    Identifier subject();

    /** The subject's after this event: 1, 2, … without gaps; the {@code sequence} on the wire. */
    long version();

    /** When it was decided: the append time of the causing command, never decreasing for one subject (D08). */
    Instant time();

    /** The command's id. */
    String causationId();

    Trace trace();

    /** Of the command's content, so that a repeat is known after a rebuild from the log. */
    long commandHash();

    /** {@code <topic id>/<partition>/<offset>} of the command's record; null where it is not known. */
    @Nullable
    String commandPosition();

    Actor actor();

    Channel channel();

    /** Refuses a version that no event can have. */
    static void checkVersion(long version) {
        if (version < 1) {
            throw new IllegalArgumentException("sequence must be 1 or more, but was " + version);
        }
    }
}
