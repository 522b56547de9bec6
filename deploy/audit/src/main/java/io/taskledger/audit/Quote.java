package io.taskledger.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What an ending settles at. */
record Quote(
        long amountMinor,
        String currency,
        long rateBp,
        long toCreatorMinor,
        long toClientMinor,
        String rule,
        String policyId,
        long policyVersion) {

    private static final BigDecimal FULL_BP = BigDecimal.valueOf(10_000);

    /** D10: the creator's share is rounded half up, the client gets the rest. */
    static Quote of(long amountMinor, String currency, long rateBp, String rule, Policy policy) {
        long share = share(amountMinor, rateBp);
        return new Quote(
                amountMinor, currency, rateBp, share, amountMinor - share, rule, policy.id(), policy.version());
    }

    static long share(long amountMinor, long rateBp) {
        return BigDecimal.valueOf(amountMinor)
                .multiply(BigDecimal.valueOf(rateBp))
                .divide(FULL_BP, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Also where its fields stand among others, as in a settlement. Null where one is missing. */
    static @Nullable Quote read(Json json) {
        Json policy = json.at("policy");
        Long amount = json.number("amountMinor");
        Long rate = json.number("rateBp");
        Long toCreator = json.number("toCreatorMinor");
        Long toClient = json.number("toClientMinor");
        Long version = policy.number("version");
        String currency = json.text("currency");
        String rule = json.text("rule");
        String id = policy.text("id");
        return amount == null
                        || rate == null
                        || toCreator == null
                        || toClient == null
                        || version == null
                        || currency == null
                        || rule == null
                        || id == null
                ? null
                : new Quote(amount, currency, rate, toCreator, toClient, rule, id, version);
    }

    /** Shares of 0 or more that add up, and the creator's is its rate rounded half up. */
    boolean addsUp() {
        return amountMinor > 0
                && rateBp >= 0
                && rateBp <= 10_000
                && toCreatorMinor == share(amountMinor, rateBp)
                && toClientMinor == amountMinor - toCreatorMinor;
    }
}
