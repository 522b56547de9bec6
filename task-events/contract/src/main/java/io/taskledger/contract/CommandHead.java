package io.taskledger.contract;

import io.taskledger.contract.Identifier.CommandId;
import org.jspecify.annotations.Nullable;

/** What every command has as it was sent, whatever it is about. */
public sealed interface CommandHead permits CommandEnvelope, CreatorCommandEnvelope {

    CommandId id();

    /** The sending system. */
    String source();

    /** What it is about: the record's key. */
    Identifier subject();

    /** The sender's clock; informative, never decided by (D08). */
    @Nullable
    String time();

    Trace trace();

    Actor actor();

    Channel channel();

    /** The version that the sender saw; null means any. */
    @Nullable
    Long expectedVersion();

    CommandName type();
}
