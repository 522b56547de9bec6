package io.taskledger.creator.decision;

import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Notification.Template;
import io.taskledger.contract.Text;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an SMS to a creator says. */
final class NotificationText {

    /** As everywhere in the contract: in UTC, milliseconds always. */
    static final DateTimeFormatter UTC_MS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private NotificationText() {}

    static Text of(Template template, Map<String, String> params) {
        String creator = param(params, "creatorId");
        return switch (template) {
            case ONBOARDING_APPROVED ->
                new Text(creator + ":入驻审核已通过,可以接单。", creator + ": the review is passed; you may take orders.");
            case ONBOARDING_REJECTED ->
                new Text(
                        creator + ":入驻审核未通过(" + findings(params, "、", NotificationText::inChinese) + "),修改后可重新申请。",
                        creator + ": the review is not passed (" + findings(params, ", ", NotificationText::inEnglish)
                                + "); you may apply again.");
            case SANCTION_APPLIED -> sanction(creator, params);
            case VIOLATION_OVERTURNED ->
                new Text(
                        creator + ":违规 " + param(params, "violationId") + " 已撤销,不再计入。",
                        creator + ": violation " + param(params, "violationId")
                                + " is overturned and no longer counts.");
            case BAN_LIFTED -> new Text(creator + ":封号已解除。", creator + ": the ban is over.");
            case CANCELLATION_REQUESTED,
                    CANCELLATION_REMINDER,
                    CANCELLATION_REFUSED,
                    CANCELLATION_WITHDRAWN,
                    CANCELLATION_RESUMED,
                    CANCELLATION_ESCALATED,
                    TASK_CANCELLED -> throw new IllegalArgumentException(template + " is about a task");
        };
    }

    private static Text sanction(String creator, Map<String, String> params) {
        String which = "(" + param(params, "violationId") + ")";
        String zh = creator + ":第 " + param(params, "step") + " 次违规" + which + ",";
        String en = creator + ": violation no. " + param(params, "step") + " " + which + ". ";
        if (param(params, "measure").equals(Measure.POST_DELETED.name())) {
            return new Text(zh + "该帖已删除。", en + "The post is deleted.");
        }
        String until = params.get("until");
        return until == null
                ? new Text(zh + "永久封号,不能接单。", en + "You are banned for good and cannot take orders.")
                : new Text(
                        zh + "封号至 " + until + ",期间不能接单。",
                        en + "You are banned until " + until + " and cannot take orders.");
    }

    private static String findings(Map<String, String> params, String comma, Function<Finding, String> word) {
        return Stream.of(param(params, "findings").split(", ", -1))
                .map(Finding::valueOf)
                .map(word)
                .collect(Collectors.joining(comma));
    }

    private static String inChinese(Finding finding) {
        return switch (finding) {
            case IDENTITY -> "身份";
            case ACCOUNT_NAME -> "账号名称";
            case CONDITIONS -> "条件";
        };
    }

    private static String inEnglish(Finding finding) {
        return switch (finding) {
            case IDENTITY -> "identity";
            case ACCOUNT_NAME -> "account name";
            case CONDITIONS -> "conditions";
        };
    }

    private static String param(Map<String, String> params, String name) {
        return Objects.requireNonNull(params.get(name), name);
    }
}
