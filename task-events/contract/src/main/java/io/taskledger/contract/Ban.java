package io.taskledger.contract;

import io.taskledger.contract.Identifier.ViolationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For how long one violation bars a creator from taking orders. Half-open, as every deadline (D07): at {@code until} it is
 * over.
 *
 * @param until null means for good
 */
public record Ban(
        ViolationId violationId, Instant from, @Nullable Instant until) {

    public Ban {
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("a ban must end after it begins, but was " + from + " … " + until);
        }
    }

    /** Whether it runs at that instant; nothing needs to end it (D09). */
    public boolean countsAt(Instant instant) {
        return !instant.isBefore(from) && (until == null || instant.isBefore(until));
    }
}
