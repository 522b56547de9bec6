package io.taskledger.audit;

import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import java.util.Objects;

/** Can this command have caused this event of its task? */
final class TaskCausation extends Causation {

    TaskCausation(Happened event, Asked command, About about) {
        super(event, command, about);
    }

    @Override
    void done() {
        if (event.isExpiry() && !asksForExpiry()) {
            // Another's command found the deadline passed: then the clock acts (D09).
            about.same(RULES, "actor.role", event.role(), "TIMER");
            about.same(RULES, "actor.id", event.actorId(), "taskledger");
            same("channel", "SYSTEM");
        } else {
            super.done();
        }
    }

    private boolean asksForExpiry() {
        return "TIMER".equals(command.data().at("actor").text("role"))
                && command.is("DEEMED".equals(basis()) ? "ExpireCancellation" : "ExpireTask");
    }

    @Override
    boolean fits() {
        return switch (event.type()) {
            case "TaskPublished" -> command.is("PublishTask");
            case "TaskAccepted" -> command.is("AcceptTask");
            case "ProductionStarted" -> command.is("StartProduction", "UploadVideo");
            case "VideoUploaded" -> command.is("UploadVideo");
            case "CancellationRequested" -> command.is("RequestCancellation");
            case "CancellationRefused" -> command.is("RefuseCancellation");
            case "CancellationWithdrawn" -> command.is("WithdrawCancellation");
            case "CancellationReminded" -> command.is("RemindCancellation");
            case "CancellationEscalated" -> command.is("ExpireCancellation");
            case "CancellationResumed" ->
                command.is("ResolveCancellation")
                        && "RESUME".equals(command.data().text("outcome"));
            case "TaskCompleted" -> command.is("CompleteTask");
            case "TaskCancelled" -> fitsCancellation();
            default -> false;
        };
    }

    private boolean fitsCancellation() {
        return switch (basis()) {
            case "CONFIRMED" -> command.is("ConfirmCancellation");
            case "CROSS_REQUEST", "DROPPED" -> command.is("RequestCancellation");
            case "RESOLVED" ->
                command.is("ResolveCancellation")
                        && "CANCEL".equals(command.data().text("outcome"));
            case "DEEMED" -> command.is("ExpireCancellation");
            case "IMMEDIATE" ->
                switch (String.valueOf(event.data().text("cause"))) {
                    case "WITHDRAWN" -> command.is("WithdrawTask");
                    case "DECLINED" -> command.is("DeclineTask");
                    default -> command.is("ExpireTask");
                };
            default -> false;
        };
    }

    @Override
    void content() {
        switch (event.type()) {
            case "TaskPublished" -> published();
            case "TaskAccepted" -> {
                same("creatorId", Objects.requireNonNullElse(command.data().text("creatorId"), event.actorId()));
                same("payeeId", Objects.requireNonNullElse(command.data().text("payeeId"), event.actorId()));
            }
            case "VideoUploaded" -> same("assetId");
            case "CancellationRequested" -> {
                same("reasonCode");
                same("reason");
            }
            case "CancellationRefused" -> same("reason");
            case "CancellationResumed" -> same("caseRef");
            case "TaskCancelled" -> {
                if (Reason.isAskedOf(command)) {
                    Reason.read(command.data()).check(about);
                }
                if (command.is("WithdrawTask") || basis().equals("DROPPED")) {
                    same("reasonCode");
                }
                if (command.is("ResolveCancellation")) {
                    same("caseRef");
                    Long rate = event.data().at("quote").number("rateBp");
                    about.same(RULES, "rateBp", rate, command.data().number("rateBp"));
                }
            }
            default -> {}
        }
    }

    private void published() {
        same("kind");
        same("creatorId");
        same("campaignId");
        same("currency");
        sameNumber("amountMinor");
        String policy = Objects.requireNonNullElse(command.data().text("policy"), Policy.CURRENT);
        about.same(RULES, "policy", event.data().at("policy").text("id"), policy);
    }

    private String basis() {
        return String.valueOf(event.data().text("basis"));
    }
}
