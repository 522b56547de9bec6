package io.taskledger.settlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.wire.SettlementWire;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every task that ends, whatever its amount, rate, currency and end. */
final class SettlementLawsTest {

    /** The ways to end, with a rule each; where the rule leaves the rate open, every rate. */
    private enum End {
        COMPLETED(Rule.COMPLETED, 10_000, 10_000),
        TIMED_OUT(Rule.R13, 0, 0),
        UPLOADED_BY_CLIENT(Rule.R10, 0, 10_000),
        STARTED_BY_CREATOR(Rule.R11, 0, 0),
        RESOLVED(Rule.D06, 0, 10_000);

        private final Rule rule;
        private final int minRateBp;
        private final int maxRateBp;

        End(Rule rule, int minRateBp, int maxRateBp) {
            this.rule = rule;
            this.minRateBp = minRateBp;
            this.maxRateBp = maxRateBp;
        }

        LastEvent with(Quote quote) {
            return switch (this) {
                case COMPLETED -> LastEvent.completed(quote);
                case TIMED_OUT -> LastEvent.unaccepted(Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, quote);
                case UPLOADED_BY_CLIENT ->
                    LastEvent.cancelled(Cause.CLIENT, Basis.CONFIRMED, Stage.UPLOADED, 100, quote);
                case STARTED_BY_CREATOR ->
                    LastEvent.cancelled(Cause.CREATOR, Basis.CROSS_REQUEST, Stage.STARTED, 0, quote);
                case RESOLVED -> LastEvent.cancelled(Cause.PLATFORM, Basis.RESOLVED, Stage.NOT_STARTED, 0, quote);
            };
        }
    }

    @Provide
    Arbitrary<LastEvent> anyEnd() {
        Arbitrary<Long> amounts = Arbitraries.longs().between(1, Money.MAX_MINOR);
        Arbitrary<String> currencies = Arbitraries.of("CNY", "JPY", "KWD", "XAU");
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(0, Instant.parse("9999-12-30T00:00:00Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
        return Arbitraries.of(End.class)
                .flatMap(end -> Combinators.combine(
                                amounts,
                                currencies,
                                Arbitraries.integers().between(end.minRateBp, end.maxRateBp),
                                times)
                        .as((amount, currency, rateBp, time) -> {
                            Money total = new Money(amount, Currency.getInstance(currency));
                            Quote quote = Quote.of(total, rateBp, end.rule, new PolicyRef("any", 3));
                            LastEvent last = end.with(quote);
                            return new LastEvent(last.taskId(), last.version(), time, last.event());
                        }));
    }

    @Property
    void debits_and_credits_are_the_amount_and_no_leg_is_zero(@ForAll("anyEnd") LastEvent last) {
        Settlement settlement = SettlementPolicy.settle(last.envelope());
        long amountMinor = settlement.quote().total().amountMinor();
        assertThat(sum(settlement, Direction.DEBIT)).isEqualTo(amountMinor);
        assertThat(sum(settlement, Direction.CREDIT)).isEqualTo(amountMinor);
        assertThat(settlement.legs()).allMatch(leg -> leg.amountMinor() > 0);
    }

    @Property
    void shares_add_up_and_the_creators_is_its_rate_rounded_half_up(@ForAll("anyEnd") LastEvent last) {
        Quote quote = SettlementPolicy.settle(last.envelope()).quote();
        assertThat(quote.toCreatorMinor() + quote.toClientMinor())
                .isEqualTo(quote.total().amountMinor());
        assertThat(BigDecimal.valueOf(quote.total().amountMinor())
                        .multiply(BigDecimal.valueOf(quote.rateBp(), 4))
                        .setScale(0, RoundingMode.HALF_UP))
                .isEqualByComparingTo(BigDecimal.valueOf(quote.toCreatorMinor()));
    }

    @Property
    void type_follows_from_the_shares(@ForAll("anyEnd") LastEvent last) {
        Settlement settlement = SettlementPolicy.settle(last.envelope());
        Settlement.Type expected = settlement.quote().rule() == Rule.COMPLETED
                ? Settlement.Type.PAYOUT_DUE
                : settlement.quote().toCreatorMinor() > 0
                        ? Settlement.Type.COMPENSATION_DUE
                        : Settlement.Type.NOTHING_DUE;
        assertThat(settlement.type()).isEqualTo(expected);
    }

    @Property
    void settlement_is_the_same_after_the_wire(@ForAll("anyEnd") LastEvent last) {
        Settlement settlement = SettlementPolicy.settle(last.envelope());
        assertThat(SettlementWire.read(SettlementWire.write(settlement))).isEqualTo(settlement);
    }

    private static long sum(Settlement settlement, Direction direction) {
        return settlement.legs().stream()
                .filter(leg -> leg.direction() == direction)
                .mapToLong(Leg::amountMinor)
                .sum();
    }
}
