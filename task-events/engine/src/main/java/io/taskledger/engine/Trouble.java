package io.taskledger.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says of stream threads that fail by trouble that should pass whether it may still be waited for. */
final class Trouble {

    /** No thread takes so long to fail again: Streams tries for task.timeout.ms, 5 minutes, a producer for two. */
    private static final Duration OVER = Duration.ofMinutes(10);

    private final Duration longest;
    private final LongSupplier nanos;
    private @Nullable Long since;
    private long last;

    /**
     * Not begun yet.
     *
     * @param longest that one thread after the other may fail before any has committed something
     * @param nanos   a clock, for differences only
     */
    Trouble(Duration longest, LongSupplier nanos) {
        this.longest = longest;
        this.nanos = nanos;
    }

    /**
     * A thread has failed.
     *
     * @param hadCommitted anything since it was made: then what was before has passed, and this is new
     */
    synchronized boolean mayPass(boolean hadCommitted) {
        long now = nanos.getAsLong();
        long begin = since == null || hadCommitted || now - last > OVER.toNanos() ? now : since;
        since = begin;
        last = now;
        return now - begin <= longest.toNanos();
    }
}
