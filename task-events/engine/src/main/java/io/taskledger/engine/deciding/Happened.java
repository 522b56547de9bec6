package io.taskledger.engine.deciding;

import org.jspecify.annotations.Nullable;

/** An event of the log, as far as loading the state from it needs to know. */
public interface Happened<S> {

    /** Whose it is. */
    String subject();

    /** After this event. */
    long version();

    /** Where its command stood; null where it is not known. */
    @Nullable
    String commandPosition();

    /** Throws {@link IllegalStateException} where the event cannot follow: then the log contradicts itself. */
    S after(S before);
}
