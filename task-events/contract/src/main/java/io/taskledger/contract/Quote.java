package io.taskledger.contract;

import java.util.Objects;

/**
 * The amounts that an ending settles at, fixed when it is requested (D03).
 *
 * @param total         what the client has put up
 * @param rateBp        the creator's part in basis points, 0 … {@value #FULL_BP}
 * @param toCreatorMinor the creator's share in minor units
 * @param toClientMinor  what goes back to the client in minor units; both shares add up to the total
 */
public record Quote(Money total, int rateBp, long toCreatorMinor, long toClientMinor, Rule rule, PolicyRef policy) {

    /** All of it, in basis points. */
    public static final int FULL_BP = 10_000;

    public Quote {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(policy, "policy");
        if (rateBp < 0 || rateBp > FULL_BP) {
            throw new IllegalArgumentException("rateBp must be 0 … 10000, but was " + rateBp);
        }
        if (toCreatorMinor < 0 || toClientMinor < 0 || toCreatorMinor + toClientMinor != total.amountMinor()) {
            throw new IllegalArgumentException("shares do not add up: " + toCreatorMinor + " to the creator and "
                    + toClientMinor + " to the client of " + total.amountMinor());
        }
    }

    /** Splits an amount; the creator's share is rounded half up, the client gets the rest (D10). */
    public static Quote of(Money total, int rateBp, Rule rule, PolicyRef policy) {
        // In two parts, as amount × rate does not fit into 64 bits.
        long whole = total.amountMinor() / FULL_BP * rateBp;
        long part = (total.amountMinor() % FULL_BP * rateBp + FULL_BP / 2) / FULL_BP;
        long toCreatorMinor = whole + part;
        return new Quote(total, rateBp, toCreatorMinor, total.amountMinor() - toCreatorMinor, rule, policy);
    }
}
