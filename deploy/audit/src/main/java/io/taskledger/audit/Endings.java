package io.taskledger.audit;

import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Life.Pending;
import io.taskledger.audit.Life.Side;
import io.taskledger.audit.Life.Status;
import org.jspecify.annotations.Nullable;

/** How a task may end, and what its last event must then say: amounts, rule, whose doing. */
final class Endings {

    private final Life life;
    private final Happened event;
    private final Json data;
    private final About about;
    private final Rules rules;

    Endings(Life life, Happened event, About about, Rules rules) {
        this.life = life;
        this.event = event;
        this.data = event.data();
        this.about = about;
        this.rules = rules;
    }

    void completed() {
        rules.working(Status.DELIVERED);
        rules.by(Side.CLIENT);
        parties(life.creator, life.payee);
        about.same(RULES, "uploads", data.number("uploads"), (long) life.assets.size());
        quote(10_000, "COMPLETED");
    }

    void cancelled() {
        String basis = String.valueOf(data.text("basis"));
        switch (basis) {
            case "IMMEDIATE" -> beforeAcceptance();
            case "CONFIRMED", "CROSS_REQUEST" -> {
                Side asked = rules.pendingSide();
                rules.by(asked.other());
                asAskedFor(basis.equals("CONFIRMED") ? asked.name() : "MUTUAL");
            }
            case "DEEMED" -> deemed();
            case "DROPPED" -> dropped();
            case "RESOLVED" -> resolved();
            default -> about.that(RULES, false, "nothing ends on the basis " + basis);
        }
    }

    private void beforeAcceptance() {
        rules.state(life.status == Status.PUBLISHED, "somebody has accepted");
        String cause = String.valueOf(data.text("cause"));
        switch (cause) {
            case "ACCEPTANCE_TIMEOUT" -> {
                rules.role("TIMER");
                about.that(DEADLINES, event.timeMs() >= life.acceptByMs, "acceptBy had not passed (R13)");
                attributed("PLATFORM");
                quote(0, "R13");
            }
            case "WITHDRAWN" -> {
                rules.by(Side.CLIENT);
                Reason.read(data).checkCode(about);
                attributed("CLIENT");
                quote(0, "D02");
            }
            case "DECLINED" -> {
                rules.role("CREATOR");
                about.that(RULES, event.actorId().equals(life.invited), "only the invited creator may decline");
                attributed("CREATOR");
                quote(0, "D02");
            }
            default -> about.that(RULES, false, "no offer ends by " + cause);
        }
        parties(life.invited, null);
        progress(null, 0);
        about.that(RULES, cause.equals("WITHDRAWN") || data.text("reasonCode") == null, "nobody gave a reason");
    }

    private void deemed() {
        rules.pendingSide();
        rules.role("TIMER");
        about.that(RULES, life.policy == null || life.policy.deem(), "by the policy silence is not consent (D04)");
        Pending pending = life.pending;
        if (pending != null) {
            about.that(DEADLINES, event.timeMs() >= pending.confirmByMs(), "confirmBy had not passed");
            asAskedFor(pending.by().name());
        }
    }

    private void dropped() {
        rules.state(
                life.isRunning() && life.pending == null && "CROWD".equals(life.kind),
                "only a crowd task is dropped, with nothing pending (C01)");
        rules.by(Side.CREATOR);
        Reason.read(data).checkCode(about);
        about.same(RULES, "cause", data.text("cause"), "CREATOR");
        attributed("CREATOR");
        parties(life.creator, life.payee);
        progress(life.stage(), life.assets.size());
        quote(0, "C01");
    }

    private void resolved() {
        rules.state(life.isRunning(), "nothing to resolve");
        rules.role("OPERATOR");
        about.that(RULES, data.text("caseRef") != null, "an operator names a case (D06)");
        Pending pending = life.pending;
        String side = pending == null ? "PLATFORM" : pending.by().name();
        about.same(RULES, "cause", data.text("cause"), side);
        attributed(side);
        parties(life.creator, life.payee);
        about.same(RULES, "reasonCode", data.text("reasonCode"), pending == null ? null : pending.reasonCode());
        if (pending == null) {
            progress(life.stage(), life.assets.size());
        } else {
            progress(pending.stage(), pending.uploads());
        }
        long rateBp = data.at("quote").numberOr("rateBp", -1);
        if (life.policy != null) {
            about.that(
                    RULES,
                    rateBp >= life.policy.minRateBp() && rateBp <= life.policy.maxRateBp(),
                    "rateBp " + rateBp + " is out of the policy's bounds");
            quote(rateBp, "D06");
        }
    }

    /** At the quote of the request, whatever has happened since (D03, D14). */
    private void asAskedFor(String attribution) {
        attributed(attribution);
        parties(life.creator, life.payee);
        Pending pending = life.pending;
        if (pending != null) {
            about.same(RULES, "cause", data.text("cause"), pending.by().name());
            progress(pending.stage(), pending.uploads());
            about.same(RULES, "reasonCode", data.text("reasonCode"), pending.reasonCode());
            about.same(RULES, "quote", Quote.read(data.at("quote")), pending.quote());
        }
    }

    private void attributed(String to) {
        about.same(RULES, "attributableTo", data.text("attributableTo"), to);
    }

    private void parties(@Nullable String creator, @Nullable String payee) {
        about.same(RULES, "clientId", data.text("clientId"), life.client);
        about.same(RULES, "creatorId", data.text("creatorId"), creator);
        about.same(RULES, "payeeId", data.text("payeeId"), payee);
    }

    private void progress(@Nullable String stage, long uploads) {
        about.same(RULES, "stage", data.text("stage"), stage);
        about.same(RULES, "uploads", data.number("uploads"), uploads);
    }

    private void quote(long rateBp, String rule) {
        if (life.policy != null && rateBp >= 0 && rateBp <= 10_000 && life.amountMinor >= 0) {
            Quote due = Quote.of(life.amountMinor, life.currency, rateBp, rule, life.policy);
            about.same(RULES, "quote", Quote.read(data.at("quote")), due);
        }
    }
}
