package io.taskledger.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who watches a creator, as the platform counted at an instant (F04).
 *
 * @param followers    0 … {@value #MAX_COUNT}
 * @param averagePlays of a video, 0 … {@value #MAX_COUNT}
 * @param asOf         in whole milliseconds
 */
public record Audience(long followers, long averagePlays, Instant asOf) {

    /** 2^53 − 1, the largest integer that every JSON library reads without loss. */
    public static final long MAX_COUNT = Money.MAX_MINOR;

    public Audience {
        checkCount("followers", followers);
        checkCount("averagePlays", averagePlays);
        if (!asOf.equals(asOf.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("asOf must be in whole milliseconds, but was " + asOf);
        }
    }

    static void checkCount(String name, long count) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException(name + " must be 0 … " + MAX_COUNT + ", but was " + count);
        }
    }
}
