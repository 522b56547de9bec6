package io.taskledger.engine;

import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Brokers forget transactional ids that were idle for a week ({@code transactional.id.expiration.ms}). Nothing was committed,
 * and nothing is unsure: a producer made anew goes on where the log says.
 */
final class Forgotten {

    private Forgotten() {}

    /** Where offsets alone are committed, the client tells what it was by the message, not by the type. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidPidMappingException || isNamedIn(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamedIn(@Nullable String message) {
        return message != null && message.contains(Errors.INVALID_PRODUCER_ID_MAPPING.message());
    }
}
