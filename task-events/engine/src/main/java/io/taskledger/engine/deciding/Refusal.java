package io.taskledger.engine.deciding;

import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a record never came to a decision, as its sender is told.
 *
 * @param resultId    of the answer
 * @param subject     the record's key as text
 * @param commandType the CloudEvents {@code type} as it was sent; null where it could not be read
 */
public record Refusal(
        String resultId,
        String subject,
        Instant time,
        Trace trace,
        String commandId,
        @Nullable String commandType,
        RejectionCode code,
        String message) {}
