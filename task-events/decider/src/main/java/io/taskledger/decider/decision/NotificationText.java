package io.taskledger.decider.decision;

import io.taskledger.contract.Notification.Template;
import io.taskledger.contract.Text;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;

/** What an SMS says. Amounts are as people write them, in the currency's major unit: 50.01 CNY. */
final class NotificationText {

    private NotificationText() {}

    static Text of(Template template, Map<String, String> params) {
        String task = param(params, "taskId");
        return switch (template) {
            case CANCELLATION_REQUESTED ->
                new Text(
                        "任务 " + task + ":对方申请取消,按规则 " + param(params, "rule") + " 达人可得 " + share(params) + "。请在 "
                                + param(params, "confirmBy") + " 前确认或拒绝。",
                        "Task " + task + ": the other side asks to cancel. By rule " + param(params, "rule")
                                + " the creator would get " + share(params) + ". Please confirm or refuse by "
                                + param(params, "confirmBy") + ".");
            case CANCELLATION_REMINDER ->
                new Text(
                        "任务 " + task + ":取消申请仍待您答复,请在 " + param(params, "confirmBy") + " 前确认或拒绝。",
                        "Task " + task
                                + ": the request to cancel still waits for your answer. Please confirm or refuse by "
                                + param(params, "confirmBy") + ".");
            case CANCELLATION_REFUSED ->
                new Text(
                        "任务 " + task + ":对方拒绝了取消申请,任务继续。",
                        "Task " + task + ": the other side refused the cancellation. The task goes on.");
            case CANCELLATION_WITHDRAWN ->
                new Text(
                        "任务 " + task + ":对方撤回了取消申请,任务继续。",
                        "Task " + task + ": the other side withdrew its request to cancel. The task goes on.");
            case CANCELLATION_RESUMED ->
                new Text("任务 " + task + ":平台裁定任务继续。", "Task " + task + ": the platform decided that the task goes on.");
            case CANCELLATION_ESCALATED ->
                new Text(
                        "任务 " + task + ":取消申请逾期未答复,已转平台处理。",
                        "Task " + task + ": the request to cancel was not answered in time; the platform will decide.");
            case TASK_CANCELLED ->
                new Text(
                        "任务 " + task + " 已取消。按规则 " + param(params, "rule") + " 达人可得 " + share(params) + "。",
                        "Task " + task + " is cancelled. By rule " + param(params, "rule") + " the creator gets "
                                + share(params) + ".");
            case ONBOARDING_APPROVED, ONBOARDING_REJECTED, SANCTION_APPLIED, VIOLATION_OVERTURNED, BAN_LIFTED ->
                throw new IllegalArgumentException(template + " is about a creator");
        };
    }

    /** The creator's share and the task amount: 50.01 CNY / 100.01 CNY. */
    private static String share(Map<String, String> params) {
        String currency = param(params, "currency");
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return major(params, "toCreatorMinor", digits) + " " + currency + " / " + major(params, "amountMinor", digits)
                + " " + currency;
    }

    private static String major(Map<String, String> params, String name, int digits) {
        return new BigDecimal(param(params, name)).movePointLeft(digits).toPlainString();
    }

    private static String param(Map<String, String> params, String name) {
        return Objects.requireNonNull(params.get(name), name);
    }
}
