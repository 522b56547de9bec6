package io.taskledger.audit;

import static io.taskledger.audit.Invariant.VIEW;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import io.taskledger.audit.Life.Pending;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the view for the tasks of one partition, and holds its answers against what their events say. */
final class TaskViewCheck {

    private final View view;
    private final Findings findings;
    private final boolean live;
    private final long most;
    private long looked;

    /**
     * Of none yet.
     *
     * @param live tasks may have gone on meanwhile
     * @param most so many are looked at, as their keys' hashes have it
     */
    TaskViewCheck(View view, Findings findings, boolean live, long most) {
        this.view = view;
        this.findings = findings;
        this.live = live;
        this.most = most;
    }

    void check(KeyAudit.Outcome outcome) throws IOException, InterruptedException {
        if (looked >= most || outcome.life().status == null || !View.isId(outcome.key())) {
            return;
        }
        looked++;
        findings.checked(VIEW);
        Json shown = ask(outcome);
        if (shown == null) {
            findings.violated(VIEW, new Offender("view", outcome.key(), "the view has no such task"));
        } else if (live && shown.numberOr("version", 0) > outcome.life().version) {
            findings.notJudged(VIEW);
        } else {
            About about = new About(findings, "view", outcome.key());
            compare(shown, outcome, about);
            events(outcome, about);
        }
    }

    /** As they are; behind them there may be more where tasks go on. */
    private void events(KeyAudit.Outcome outcome, About about) throws IOException, InterruptedException {
        List<Json> due = outcome.events();
        List<Json> shown = view.list("/tasks/" + outcome.key() + "/events");
        boolean asMany = live ? shown.size() >= due.size() : shown.size() == due.size();
        about.that(VIEW, asMany, shown.size() + " events, where " + due.size() + " were due");
        for (int i = 0; i < Math.min(shown.size(), due.size()); i++) {
            about.that(VIEW, shown.get(i).equals(due.get(i)), "event " + (i + 1) + " is not as the log has it");
        }
    }

    /** Waits for a view that lags. Null where it knows no such task. */
    private @Nullable Json ask(KeyAudit.Outcome outcome) throws IOException, InterruptedException {
        long giveUpAt = view.giveUpAt();
        while (true) {
            Json shown = view.get("/tasks/" + outcome.key());
            boolean lags = shown == null
                    || shown.numberOr("version", 0) < outcome.life().version
                    || (outcome.settlement() != null && shown.at("settlement").text("settlementId") == null);
            if (!lags || view.nanos() > giveUpAt) {
                return shown;
            }
            Thread.sleep(View.PAUSE);
        }
    }

    private static void compare(Json shown, KeyAudit.Outcome outcome, About about) {
        Life life = outcome.life();
        about.same(VIEW, "taskId", shown.text("taskId"), outcome.key());
        about.same(VIEW, "version", shown.number("version"), life.version);
        about.same(VIEW, "status", shown.text("status"), String.valueOf(life.status));
        about.same(VIEW, "kind", shown.text("kind"), life.kind);
        about.same(VIEW, "clientId", shown.text("clientId"), life.client);
        about.same(VIEW, "creatorId", shown.text("creatorId"), life.creator == null ? life.invited : life.creator);
        about.same(VIEW, "mcnId", shown.text("mcnId"), life.mcn);
        about.same(VIEW, "payeeId", shown.text("payeeId"), life.payee);
        about.same(VIEW, "campaignId", shown.text("campaignId"), life.campaign);
        about.same(VIEW, "amountMinor", shown.number("amountMinor"), life.amountMinor);
        about.same(VIEW, "currency", shown.text("currency"), life.currency);
        Policy policy = life.policy;
        if (policy != null) {
            about.same(VIEW, "policy.id", shown.at("policy").text("id"), policy.id());
            about.same(VIEW, "policy.version", shown.at("policy").number("version"), policy.version());
        }
        about.same(VIEW, "uploads", shown.number("uploads"), (long) life.assets.size());
        about.same(VIEW, "updatedAt", shown.time("updatedAt"), life.timeMs);
        Long acceptBy = life.status == Life.Status.PUBLISHED ? life.acceptByMs : null;
        about.same(VIEW, "acceptBy", shown.time("acceptBy"), acceptBy);
        pending(shown.at("pendingCancellation"), life.pending, about);
        settlement(shown.at("settlement"), outcome.settlement(), about);
    }

    private static void pending(Json shown, @Nullable Pending pending, About about) {
        about.that(VIEW, shown.node().isObject() == (pending != null), "pendingCancellation is not as the log has it");
        if (pending != null) {
            about.same(
                    VIEW, "requestedBy", shown.text("requestedBy"), pending.by().name());
            about.same(VIEW, "reasonCode", shown.text("reasonCode"), pending.reasonCode());
            about.same(VIEW, "reason", shown.text("reason"), pending.reason());
            about.same(VIEW, "quote", Quote.read(shown.at("quote")), pending.quote());
            about.same(VIEW, "requestedAt", shown.time("requestedAt"), pending.requestedAtMs());
            about.same(VIEW, "confirmBy", shown.time("confirmBy"), pending.confirmByMs());
            about.same(VIEW, "escalated", shown.bool("escalated"), pending.escalated());
        }
    }

    private static void settlement(Json shown, @Nullable Json settlement, About about) {
        about.that(VIEW, shown.node().isObject() == (settlement != null), "settlement is not as the log has it");
        if (settlement != null) {
            Json data = settlement.at("data");
            about.same(VIEW, "settlement.type", shown.text("type"), settlement.text("type"));
            for (String name : new String[] {"settlementId", "rule", "businessDate"}) {
                about.same(VIEW, "settlement." + name, shown.text(name), data.text(name));
            }
            for (String name : new String[] {"toCreatorMinor", "toClientMinor"}) {
                Long due = Objects.requireNonNullElse(data.number(name), -1L);
                about.same(VIEW, "settlement." + name, shown.number(name), due);
            }
        }
    }
}
