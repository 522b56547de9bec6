package io.taskledger.contract;

import org.jspecify.annotations.Nullable;

/**
 * What is passed through from a command to everything that it causes.
 *
 * @param correlationId the sender's, at most {@value #MAX_LENGTH} characters
 * @param traceparent   W3C Trace Context, at most {@value #MAX_LENGTH} characters
 */
public record Trace(
        @Nullable String correlationId, @Nullable String traceparent) {

    /** Longest of either, in characters. */
    public static final int MAX_LENGTH = 256;

    public static final Trace NONE = new Trace(null, null);
}
