package io.taskledger.settlement.policy;

import static io.taskledger.contract.TaskEvent.Basis.CONFIRMED;
import static io.taskledger.contract.TaskEvent.Basis.CROSS_REQUEST;
import static io.taskledger.contract.TaskEvent.Basis.DEEMED;
import static io.taskledger.contract.TaskEvent.Basis.DROPPED;
import static io.taskledger.contract.TaskEvent.Basis.RESOLVED;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;
import static io.taskledger.settlement.policy.LastEvent.cancelled;
import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static io.taskledger.settlement.policy.LastEvent.unaccepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.taskledger.contract.Money;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.Text;
import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExplanationTest {

    @Test
    void compensation_is_told_in_full_in_both_languages() {
        Text text = explained(cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, quote(Rule.R10, 5_000, 10_001)));
        assertThat(text.zh())
                .isEqualTo("R10:客户取消,达人已开始制作并完成 1 次视频上传,赔付任务金额的 50 %。任务金额 CNY 100.01:"
                        + "达人 CNY 50.01(5000 bp),退还客户 CNY 50.00。依据规则 xingtu-2022-01 第 1 版。");
        assertThat(text.en())
                .isEqualTo(
                        "R10: the client cancelled after production had started and 1 video upload had been completed,"
                                + " so 50 % of the task amount is due. Of CNY 100.01, CNY 50.01 to the creator (5000 bp) and"
                                + " CNY 50.00 back to the client. Policy xingtu-2022-01, version 1.");
    }

    static Stream<Arguments> everyRule() {
        return Stream.of(
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, NOT_STARTED, 0, quote(Rule.R09, 0, 10_001)),
                        "未开始制作",
                        "before production had started"),
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, STARTED, 0, quote(Rule.D01, 0, 10_001)),
                        "未完成视频上传",
                        "before any upload"),
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 2, quote(Rule.R10, 5_000, 10_001)),
                        "2 次视频上传",
                        "2 video uploads"),
                arguments(
                        cancelled(Cause.CREATOR, CONFIRMED, UPLOADED, 2, quote(Rule.R11, 0, 10_001)),
                        "达人取消(已上传 2 次)",
                        "the creator cancelled (2 video uploads)"),
                arguments(cancelled(Cause.CREATOR, DROPPED, STARTED, 0, quote(Rule.C01, 0, 10_001)), "达人放弃", "dropped"),
                arguments(
                        cancelled(Cause.CLIENT, RESOLVED, UPLOADED, 1, quote(Rule.D06, 3_333, 10_001)),
                        "平台裁定(已上传 1 次),达人获得任务金额的 33.33 %",
                        "an operator resolved it (1 video upload) at 33.33 %"),
                arguments(
                        cancelled(Cause.CLIENT, DEEMED, UPLOADED, 1, quote(Rule.R10, 5_000, 10_001)), "视为同意", "silent"),
                arguments(
                        cancelled(Cause.CREATOR, CROSS_REQUEST, STARTED, 0, quote(Rule.R11, 0, 10_001)),
                        "双方均申请取消",
                        "both sides had asked"),
                arguments(
                        unaccepted(Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, quote(Rule.R13, 0, 10_001)),
                        "未在期限内接收",
                        "nobody accepted"),
                arguments(
                        unaccepted(Cause.WITHDRAWN, Attribution.CLIENT, quote(Rule.D02, 0, 10_001)),
                        "客户在接单前撤回",
                        "the client withdrew"),
                arguments(
                        unaccepted(Cause.DECLINED, Attribution.CREATOR, quote(Rule.D02, 0, 10_001)),
                        "拒绝接单",
                        "declined"),
                arguments(
                        completed(quote(Rule.COMPLETED, 10_000, 10_001)),
                        "任务完成(已上传 1 次)",
                        "was completed (1 video upload)"));
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void explanation_cites_the_rule_and_names_the_inputs_and_nobody(LastEvent last, String zh, String en) {
        Settlement settlement = SettlementPolicy.settle(last.envelope());
        Text text = settlement.explanation();
        assertThat(text.zh()).startsWith(settlement.quote().rule() + ":").contains(zh, "CNY 100.01", "xingtu-2022-01");
        assertThat(text.en()).startsWith(settlement.quote().rule() + ": ").contains(en, "CNY 100.01", "xingtu-2022-01");
        assertThat(text.zh() + text.en())
                .doesNotContain("client-7", "creator-9", "task-42", "case-1", "CHANGE_OF_PLAN");
    }

    @Test
    void amounts_have_as_many_decimals_as_their_currency() {
        assertThat(inCurrency("JPY").en()).contains("Of JPY 10001, ");
        assertThat(inCurrency("KWD").en()).contains("Of KWD 10.001, ");
        assertThat(inCurrency("XAU").en()).contains("Of XAU 10001, ");
    }

    private static Text inCurrency(String currency) {
        Quote cny = quote(Rule.R13, 0, 10_001);
        Quote quote = Quote.of(new Money(10_001, Currency.getInstance(currency)), 0, Rule.R13, cny.policy());
        return Explanation.of(quote, new Inputs("ACCEPTANCE_TIMEOUT", null, null, 0));
    }

    private static Text explained(LastEvent last) {
        return SettlementPolicy.settle(last.envelope()).explanation();
    }
}
