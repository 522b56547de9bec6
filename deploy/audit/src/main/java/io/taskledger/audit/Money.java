package io.taskledger.audit;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** What was put up and what became of it, in all, by currency. Sums may exceed 64 bits. */
public final class Money {

    /** Of one currency, in minor units. */
    public static final class Sums {
        private BigInteger held = BigInteger.ZERO;
        private BigInteger ended = BigInteger.ZERO;
        private BigInteger toCreators = BigInteger.ZERO;
        private BigInteger toClients = BigInteger.ZERO;

        /** For tasks that have not ended. */
        public BigInteger held() {
            return held;
        }

        /** For tasks that have ended, settled or not. */
        public BigInteger ended() {
            return ended;
        }

        public BigInteger toCreators() {
            return toCreators;
        }

        public BigInteger toClients() {
            return toClients;
        }

        boolean conserved() {
            return ended.equals(toCreators.add(toClients));
        }
    }

    private final Map<String, Sums> sums = new TreeMap<>();

    public Map<String, Sums> sums() {
        return sums;
    }

    void task(Life life) {
        if (life.status != null) {
            Sums of = of(life.currency);
            BigInteger amount = BigInteger.valueOf(life.amountMinor);
            if (life.end == null) {
                of.held = of.held.add(amount);
            } else {
                of.ended = of.ended.add(amount);
            }
        }
    }

    void settlement(Quote quote) {
        Sums of = of(quote.currency());
        of.toCreators = of.toCreators.add(BigInteger.valueOf(quote.toCreatorMinor()));
        of.toClients = of.toClients.add(BigInteger.valueOf(quote.toClientMinor()));
    }

    private Sums of(String currency) {
        return sums.computeIfAbsent(currency, c -> new Sums());
    }
}
