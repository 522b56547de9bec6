package io.taskledger.engine;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Trouble of Kafka's that passes, and after which nothing is unsure: what was not committed is aborted, and a stream thread
 * with a producer made anew decides it again from what is committed.
 */
final class Passing {

    private static final Set<Class<? extends Exception>> TYPES = Set.of(
            // Away for longer than a producer waits.
            TimeoutException.class,
            // Forgotten after a week without transactions: transactional.id.expiration.ms.
            InvalidPidMappingException.class,
            // The transaction that was to be committed has ended meanwhile, as brokers came and went.
            InvalidTxnStateException.class);

    private Passing() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> TYPES.contains(cause.getClass()) || isToldBy(cause.getMessage()));
    }

    /**
     * Where offsets alone are committed, or a commit was given up, the client tells so by the message, not by the type. A commit
     * that was given up may be on its way still: the broker takes it or has ended the transaction, and the next thread sees which.
     */
    private static boolean isToldBy(@Nullable String message) {
        return message != null
                && (message.contains(Errors.INVALID_PRODUCER_ID_MAPPING.message())
                        || message.contains("timed out and must be retried"));
    }
}
