package io.taskledger.audit;

import org.jspecify.annotations.Nullable;

/** What its events so far have made of a task, or of a creator. It believes them: what they may say is said elsewhere. */
abstract class Folded {

    long version;
    long timeMs = Long.MIN_VALUE;

    /** As on the wire; null before the first event. */
    abstract @Nullable String statusName();

    abstract void apply(Happened event);
}
