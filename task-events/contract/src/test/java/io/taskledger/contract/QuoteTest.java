package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuoteTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PolicyRef POLICY = new PolicyRef("xingtu-2022-01", 1);

    @ParameterizedTest
    @CsvSource({
        "10001, 5000, 5001, 5000",
        "1, 5000, 1, 0",
        "1, 4999, 0, 1",
        "1, 0, 0, 1",
        "1, 10000, 1, 0",
        "10001, 3333, 3333, 6668",
        "9007199254740991, 5000, 4503599627370496, 4503599627370495",
        "9007199254740991, 9999, 9006298534815517, 900719925474",
        "9007199254740991, 10000, 9007199254740991, 0"
    })
    void splits_an_amount(long amountMinor, int rateBp, long toCreatorMinor, long toClientMinor) {
        Quote quote = quote(amountMinor, rateBp);
        assertThat(quote.toCreatorMinor()).isEqualTo(toCreatorMinor);
        assertThat(quote.toClientMinor()).isEqualTo(toClientMinor);
    }

    @Property
    void nothing_is_lost_or_invented(
            @ForAll @LongRange(min = 1, max = Money.MAX_MINOR) long amountMinor,
            @ForAll @IntRange(max = Quote.FULL_BP) int rateBp) {
        Quote quote = quote(amountMinor, rateBp);
        assertThat(quote.toCreatorMinor() + quote.toClientMinor()).isEqualTo(amountMinor);
        assertThat(quote.toCreatorMinor()).isBetween(0L, amountMinor);
    }

    @Property
    void the_creators_share_is_the_exact_rate_rounded_half_up(
            @ForAll @LongRange(min = 1, max = Money.MAX_MINOR) long amountMinor,
            @ForAll @IntRange(max = Quote.FULL_BP) int rateBp) {
        BigDecimal exact = BigDecimal.valueOf(amountMinor).multiply(BigDecimal.valueOf(rateBp, 4));
        assertThat(quote(amountMinor, rateBp).toCreatorMinor())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /** D10: "pays 50 %" is never less than 50 %. */
    @Property
    void half_is_never_less_than_half(@ForAll @LongRange(min = 1, max = Money.MAX_MINOR) long amountMinor) {
        Quote half = quote(amountMinor, 5_000);
        assertThat(half.toCreatorMinor()).isGreaterThanOrEqualTo(half.toClientMinor());
        assertThat(half.toCreatorMinor() - half.toClientMinor()).isEqualTo(amountMinor % 2);
    }

    @ParameterizedTest
    @CsvSource({"5000, 5000", "5001, 5001", "-1, 10002", "10002, -1"})
    void shares_that_do_not_add_up_are_refused(long toCreatorMinor, long toClientMinor) {
        Money total = new Money(10_001, CNY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quote(total, 5_000, toCreatorMinor, toClientMinor, Rule.R10, POLICY))
                .withMessageStartingWith("shares do not add up");
    }

    @Test
    void a_rate_is_at_most_all_of_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quote(10_001, 10_001))
                .withMessageStartingWith("rateBp must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quote(10_001, -1))
                .withMessageStartingWith("rateBp must be");
    }

    private static Quote quote(long amountMinor, int rateBp) {
        return Quote.of(new Money(amountMinor, CNY), rateBp, Rule.R10, POLICY);
    }
}
