package io.taskledger.contract;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount in the currency's minor unit (fen, cents), never negative.
 *
 * @param amountMinor 0 … {@value #MAX_MINOR}: every JSON reader holds it exactly
 * @param currency    ISO 4217
 */
public record Money(long amountMinor, Currency currency) {

    /** 2^53 − 1, the largest integer that every JSON library reads without loss. */
    public static final long MAX_MINOR = 9_007_199_254_740_991L;

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amountMinor < 0 || amountMinor > MAX_MINOR) {
            throw new IllegalArgumentException("amountMinor must be 0 … " + MAX_MINOR + ", but was " + amountMinor);
        }
    }
}
