package io.taskledger.audit;

import static io.taskledger.audit.Invariant.CAUSES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Life.Pending;
import io.taskledger.audit.Life.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who must be told of an event, by which template: the contract's table. */
record Notice(Happened event, String role, @Nullable String recipient, String template) {

    /**
     * In any order.
     *
     * @param before the task before the event
     */
    static List<Notice> of(Life before, Happened event) {
        Pending pending = before.pending;
        Side asked = pending == null ? event.side() : pending.by();
        return switch (event.type()) {
            case "CancellationRequested" -> List.of(to(event.side().other(), "CANCELLATION_REQUESTED", before, event));
            case "CancellationReminded" -> List.of(to(asked.other(), "CANCELLATION_REMINDER", before, event));
            case "CancellationRefused" -> List.of(to(asked, "CANCELLATION_REFUSED", before, event));
            case "CancellationWithdrawn" -> List.of(to(asked.other(), "CANCELLATION_WITHDRAWN", before, event));
            case "CancellationResumed" -> both("CANCELLATION_RESUMED", before, event);
            case "CancellationEscalated" -> both("CANCELLATION_ESCALATED", before, event);
            case "TaskCancelled" -> cancelled(event);
            default -> List.of();
        };
    }

    /** A creator is told of it itself, whoever its agency is. */
    static List<Notice> of(Creator before, Happened event) {
        @Nullable
        String template = switch (event.type()) {
            case "OnboardingApproved" -> "ONBOARDING_APPROVED";
            case "OnboardingRejected" -> "ONBOARDING_REJECTED";
            case "SanctionApplied" -> "SANCTION_APPLIED";
            case "ViolationOverturned" -> "VIOLATION_OVERTURNED";
            case "BanLifted" -> "BAN_LIFTED";
            default -> null;
        };
        String role = "MCN".equals(before.kind) ? "MCN" : "CREATOR";
        return template == null ? List.of() : List.of(new Notice(event, role, event.subject(), template));
    }

    private static Notice to(Side side, String template, Life before, Happened event) {
        return new Notice(event, side.name(), before.party(side), template);
    }

    private static List<Notice> both(String template, Life before, Happened event) {
        return List.of(to(Side.CLIENT, template, before, event), to(Side.CREATOR, template, before, event));
    }

    private static List<Notice> cancelled(Happened event) {
        List<Notice> all = new ArrayList<>();
        all.add(new Notice(event, "CLIENT", event.data().text("clientId"), "TASK_CANCELLED"));
        String creator = event.data().text("creatorId");
        if (creator != null) {
            all.add(new Notice(event, "CREATOR", creator, "TASK_CANCELLED"));
        }
        return all;
    }

    String id() {
        return Ids.notification(event.id(), role, template);
    }

    /** Does the notification say what it must? */
    void check(Json json, About about) {
        Json data = json.at("data");
        about.same(CAUSES, "type", json.text("type"), "taskledger.NotificationRequested.v1");
        about.same(CAUSES, "notificationId", data.text("notificationId"), id());
        about.same(CAUSES, "subject", json.text("subject"), event.subject());
        about.same(CAUSES, "causationid", json.text("causationid"), event.id());
        about.same(
                CAUSES,
                "correlationid",
                json.text("correlationid"),
                event.json().text("correlationid"));
        about.same(CAUSES, "time", json.time("time"), event.timeMs());
        about.same(CAUSES, "channel", data.text("channel"), "SMS");
        about.same(CAUSES, "recipient.role", data.at("recipient").text("role"), role);
        about.same(CAUSES, "recipient.id", data.at("recipient").text("id"), recipient);
        about.same(CAUSES, "template", data.text("template"), template);
        Json text = data.at("text");
        about.that(CAUSES, text.text("zh") != null && text.text("en") != null, "its text is missing");
    }
}
