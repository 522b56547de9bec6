package io.taskledger.settlement.policy;

import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.Text;
import java.math.BigDecimal;

/** Why a settlement is what it is: the rule, the inputs, the sum, in two languages. No names, no free text. */
final class Explanation {

    private Explanation() {}

    static Text of(Quote quote, Inputs inputs) {
        return new Text(
                quote.rule() + ":" + whyZh(quote, inputs) + "。" + sumZh(quote) + policyZh(quote),
                quote.rule() + ": " + whyEn(quote, inputs) + ". " + sumEn(quote) + policyEn(quote));
    }

    private static String whyZh(Quote quote, Inputs inputs) {
        String why = switch (quote.rule()) {
            case R09 -> "客户取消,达人未开始制作,无需赔付";
            case D01 -> "客户取消,达人已开始制作但未完成视频上传,无需赔付";
            case R10 -> "客户取消,达人已开始制作并完成 " + inputs.uploads() + " 次视频上传,赔付任务金额的 " + percent(quote);
            case R11 -> "达人取消(已上传 " + inputs.uploads() + " 次),达人不获得任务金额,客户不扣费";
            case R13 -> "发布后未在期限内接收,任务自动取消,无任何赔付";
            case C01 -> "全民任务由达人放弃(已上传 " + inputs.uploads() + " 次),不处罚,无赔付";
            case D02 -> inputs.endedBy().equals("DECLINED") ? "受邀达人拒绝接单,无赔付" : "客户在接单前撤回任务,无赔付";
            case D06 -> "平台裁定(已上传 " + inputs.uploads() + " 次),达人获得任务金额的 " + percent(quote);
            case COMPLETED -> "任务完成(已上传 " + inputs.uploads() + " 次),达人获得全部任务金额";
        };
        return why + basisZh(inputs);
    }

    private static String whyEn(Quote quote, Inputs inputs) {
        String uploads = inputs.uploads() == 1 ? "1 video upload" : inputs.uploads() + " video uploads";
        String why = switch (quote.rule()) {
            case R09 -> "the client cancelled before production had started, so nothing is due";
            case D01 ->
                "the client cancelled after production had started but before any upload was completed, so nothing is due";
            case R10 ->
                "the client cancelled after production had started and " + uploads + " had been completed, so "
                        + percent(quote) + " of the task amount is due";
            case R11 -> "the creator cancelled (" + uploads + "), so nothing is due and the client is charged nothing";
            case R13 -> "nobody accepted within the window, so the task was cancelled and nothing is due";
            case C01 -> "the crowd task was dropped (" + uploads + "), which has no penalty and earns nothing";
            case D02 ->
                inputs.endedBy().equals("DECLINED")
                        ? "the invited creator declined, so nothing is due"
                        : "the client withdrew the task before anybody had accepted, so nothing is due";
            case D06 -> "an operator resolved it (" + uploads + ") at " + percent(quote) + " of the task amount";
            case COMPLETED -> "the task was completed (" + uploads + "), so all of its amount is earned";
        };
        return why + basisEn(inputs);
    }

    private static String basisZh(Inputs inputs) {
        return inputs.basis() == Basis.DEEMED
                ? "(对方逾期未答复,视为同意)"
                : inputs.basis() == Basis.CROSS_REQUEST ? "(双方均申请取消)" : "";
    }

    private static String basisEn(Inputs inputs) {
        return inputs.basis() == Basis.DEEMED
                ? "; the other side stayed silent, which counts as consent"
                : inputs.basis() == Basis.CROSS_REQUEST ? "; both sides had asked" : "";
    }

    private static String sumZh(Quote quote) {
        return "任务金额 " + amount(quote.total().amountMinor(), quote) + ":达人 " + amount(quote.toCreatorMinor(), quote)
                + "(" + quote.rateBp() + " bp),退还客户 " + amount(quote.toClientMinor(), quote) + "。";
    }

    private static String sumEn(Quote quote) {
        return "Of " + amount(quote.total().amountMinor(), quote) + ", " + amount(quote.toCreatorMinor(), quote)
                + " to the creator (" + quote.rateBp() + " bp) and " + amount(quote.toClientMinor(), quote)
                + " back to the client.";
    }

    private static String policyZh(Quote quote) {
        return "依据规则 " + quote.policy().id() + " 第 " + quote.policy().version() + " 版。";
    }

    private static String policyEn(Quote quote) {
        return " Policy " + quote.policy().id() + ", version " + quote.policy().version() + ".";
    }

    /** In the currency's major unit, as people read it: 10001 fen are CNY 100.01. */
    private static String amount(long minor, Quote quote) {
        int digits = quote.total().currency().getDefaultFractionDigits();
        return quote.total().currency().getCurrencyCode() + " "
                + BigDecimal.valueOf(minor, Math.max(0, digits)).toPlainString();
    }

    private static String percent(Quote quote) {
        return BigDecimal.valueOf(quote.rateBp(), 2).stripTrailingZeros().toPlainString() + " %";
    }
}
