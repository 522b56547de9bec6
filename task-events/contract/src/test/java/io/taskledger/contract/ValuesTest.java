package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values refuse nonsense when they are made, wherever it comes from. */
final class ValuesTest {

    private static final Currency CNY = Currency.getInstance("CNY");

    private static final Map<String, Function<String, Identifier>> IDENTIFIERS = Map.of(
            "taskId", TaskId::new,
            "id", CommandId::new,
            "clientId", ClientId::new,
            "creatorId", CreatorId::new,
            "mcnId", McnId::new,
            "payeeId", PayeeId::new,
            "campaignId", CampaignId::new,
            "assetId", AssetId::new,
            "caseRef", CaseRef::new);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", ".", "_", ":", "-", "018f6c7e-0000-7000-8000-000000000001", "A.b_c:d-9"})
    void an_identifier_is_of_these_characters(String value) {
        IDENTIFIERS
                .values()
                .forEach(type -> assertThat(type.apply(value).value()).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\n", "é", "任务", "a@b", "a[b", "a`b", "a{b", "a;b", "a,b", "😀"})
    void an_identifier_is_of_no_others(String value) {
        IDENTIFIERS.forEach((name, type) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> type.apply(value))
                .withMessageStartingWith(name + " must be 1–64 of A-Za-z0-9._:-, but was \""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Actor(Role.CLIENT, value))
                .withMessageStartingWith("actor.id must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicyRef(value, 1))
                .withMessageStartingWith("policy.id must be");
    }

    @Test
    void an_identifier_has_64_characters_at_most() {
        assertThat(Identifier.isValid("x".repeat(64))).isTrue();
        assertThat(Identifier.isValid("x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 9_007_199_254_740_992L, Long.MIN_VALUE, Long.MAX_VALUE})
    void money_is_what_every_JSON_library_reads_exactly(long amountMinor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(amountMinor, CNY))
                .withMessageStartingWith("amountMinor must be 0 … 9007199254740991");
    }

    @Test
    void a_task_is_worth_something() {
        assertThat(new Money(0, CNY).amountMinor()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishTask(TaskKind.ORDER, new Money(0, CNY), null, null, null));
    }

    @Test
    void a_policy_version_counts_from_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyRef("xingtu-2022-01", 0));
    }

    @Test
    void a_reason_has_500_characters_at_most_and_a_pair_is_one() {
        String longest = "😀".repeat(500);
        assertThat(new Reason(Reason.Code.OTHER, longest).text()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new Reason(Reason.Code.OTHER, longest + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RefuseCancellation(longest + "x"));
    }

    @Test
    void a_rate_goes_with_CANCEL_and_only_with_it() {
        CaseRef caseRef = new CaseRef("case-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResolveCancellation(Resolution.CANCEL, null, caseRef));
        assertThatIllegalArgumentException().isThrownBy(() -> new ResolveCancellation(Resolution.RESUME, 0L, caseRef));
    }

    @Test
    void a_leg_is_never_zero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Leg(Account.CLIENT_REFUND, "client-7", Direction.CREDIT, 0));
    }

    @Test
    void what_a_message_repeats_is_short_and_prints() {
        assertThat(Excerpt.of("a\u0000b\n😀")).isEqualTo("\"a?b???\"");
        assertThat(Excerpt.of("x".repeat(65))).isEqualTo("\"" + "x".repeat(64) + "…\"");
    }
}
