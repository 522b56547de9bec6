package io.taskledger.audit;

import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Life.Pending;
import io.taskledger.audit.Life.Side;
import io.taskledger.audit.Life.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may happen to a task as it stands, at whose hand, and what the event must then say: the table of section 3. */
final class Rules {

    static final int MAX_UPLOADS = 100;
    static final int MAX_REQUESTS_PER_SIDE = 3;
    private static final long MAX_AMOUNT_MINOR = 9_007_199_254_740_991L;

    private final Life life;
    private final Happened event;
    private final Json data;
    private final About about;

    Rules(Life life, Happened event, About about) {
        this.life = life;
        this.event = event;
        this.data = event.data();
        this.about = about;
    }

    void judge() {
        switch (event.type()) {
            case "TaskPublished" -> published();
            case "TaskAccepted" -> accepted();
            case "ProductionStarted" -> {
                working(Status.ACCEPTED);
                byCreatorsSide();
            }
            case "VideoUploaded" -> uploaded();
            case "CancellationRequested" -> requested();
            case "CancellationRefused" -> {
                by(pendingSide().other());
                Reason.read(data).checkLength(about);
            }
            case "CancellationWithdrawn" -> by(pendingSide());
            case "CancellationReminded" -> reminded();
            case "CancellationEscalated" -> escalated();
            case "CancellationResumed" -> {
                pendingSide();
                role("OPERATOR");
            }
            case "TaskCancelled" -> new Endings(life, event, about, this).cancelled();
            case "TaskCompleted" -> new Endings(life, event, about, this).completed();
            default -> about.that(RULES, false, "no event has the type " + event.type());
        }
        beforeDeadlines();
    }

    /** Whatever comes once a deadline has passed makes the task expire first (D09), at the very instant (D07). */
    private void beforeDeadlines() {
        long now = event.timeMs();
        boolean expires = event.isExpiry();
        if (life.status == Status.PUBLISHED && !expires) {
            about.that(DEADLINES, now < life.acceptByMs, "acceptBy had passed: the task had to expire first");
        }
        Pending pending = life.pending;
        if (pending != null && life.policy != null && life.policy.deem() && !expires) {
            about.that(DEADLINES, now < pending.confirmByMs(), "confirmBy had passed: silence was consent by then");
        }
    }

    private void published() {
        state(life.status == null, "the task is there already");
        role("CLIENT");
        about.same(RULES, "clientId", data.text("clientId"), event.actorId());
        about.that(RULES, !event.actorId().equals(data.text("creatorId")), "the client invites itself");
        about.that(
                RULES,
                List.of("ORDER", "CROWD").contains(String.valueOf(data.text("kind"))),
                "kind is neither ORDER nor CROWD");
        long amount = data.numberOr("amountMinor", -1);
        about.that(RULES, amount >= 1 && amount <= MAX_AMOUNT_MINOR, "amountMinor is out of range");
        about.that(RULES, data.text("currency") != null, "currency is missing");
        Json ref = data.at("policy");
        Policy policy = Policy.of(ref.text("id"), ref.numberOr("version", -1));
        about.that(RULES, policy != null, "no policy is known as " + ref.node());
        if (policy != null) {
            due("acceptBy", policy.acceptWithin());
        }
    }

    private void accepted() {
        state(life.status == Status.PUBLISHED, "only what is published can be accepted");
        String creator = data.text("creatorId");
        boolean byMcn = event.role().equals("MCN");
        about.that(RULES, byMcn || event.role().equals("CREATOR"), event.role() + " may never accept");
        about.same(RULES, "mcnId", data.text("mcnId"), byMcn ? event.actorId() : null);
        if (!byMcn) {
            about.same(RULES, "creatorId", creator, event.actorId());
        }
        about.that(
                RULES,
                creator != null && (life.invited == null || life.invited.equals(creator)),
                "another creator was invited (D22)");
        about.that(
                RULES,
                !Objects.equals(creator, life.client) && !event.actorId().equals(life.client),
                "the client accepts its own task");
        about.that(RULES, data.text("payeeId") != null, "nobody is to be paid");
    }

    private void uploaded() {
        working(Status.IN_PRODUCTION, Status.DELIVERED);
        byCreatorsSide();
        String asset = data.text("assetId");
        about.that(RULES, asset != null && !life.assets.contains(asset), "the same asset is the same upload (D11)");
        about.same(RULES, "uploads", data.number("uploads"), life.assets.size() + 1L);
        about.that(RULES, life.assets.size() < MAX_UPLOADS, "more than " + MAX_UPLOADS + " uploads");
    }

    private void requested() {
        state(life.isRunning() && life.pending == null, "nothing may be pending, and the task must be accepted");
        Side side = event.side();
        by(side);
        about.same(RULES, "requestedBy", data.text("requestedBy"), side.name());
        Reason.read(data).check(about);
        about.that(RULES, life.requests(side) < MAX_REQUESTS_PER_SIDE, "a fourth request by one side (D05)");
        about.that(
                RULES,
                side == Side.CLIENT || !"CROWD".equals(life.kind),
                "a crowd task is dropped, nobody has to agree (C01)");
        about.same(RULES, "stage", data.text("stage"), life.stage());
        about.same(RULES, "uploads", data.number("uploads"), (long) life.assets.size());
        Policy policy = life.policy;
        if (policy != null && life.amountMinor >= 0) {
            Quote quote = policy.quote(life.amountMinor, life.currency, side, life.stage());
            about.same(RULES, "quote", Quote.read(data.at("quote")), quote);
            due("confirmBy", policy.confirmWithin());
        }
    }

    private void reminded() {
        pendingSide();
        role("TIMER");
        Pending pending = life.pending;
        if (pending != null && life.policy != null) {
            about.that(RULES, !pending.escalated(), "it is an operator's turn already");
            about.that(DEADLINES, life.policy.remindsNow(pending, event.timeMs()), "no reminder was due");
        }
    }

    private void escalated() {
        pendingSide();
        role("TIMER");
        Pending pending = life.pending;
        if (pending != null) {
            about.that(RULES, !pending.escalated(), "it is an operator's turn already");
            about.that(RULES, life.policy == null || !life.policy.deem(), "by the policy silence is consent");
            about.that(DEADLINES, event.timeMs() >= pending.confirmByMs(), "confirmBy had not passed");
        }
    }

    /** The side that has asked to cancel; a violation where none has. */
    Side pendingSide() {
        state(life.isRunning() && life.pending != null, "nothing is pending");
        return life.pending == null ? event.side() : life.pending.by();
    }

    void working(Status... where) {
        state(Arrays.asList(where).contains(life.status) && life.pending == null, "work is not possible there");
    }

    void state(boolean fits, String otherwise) {
        about.that(RULES, fits, event.type() + " cannot follow " + describe(life) + ": " + otherwise);
    }

    private static String describe(Life life) {
        return life.status + (life.pending == null ? "" : " with a cancellation pending");
    }

    void role(String role) {
        about.same(RULES, "actor.role", event.role(), role);
    }

    private void byCreatorsSide() {
        by(Side.CREATOR);
    }

    /** The actor must be a party, on that side; on the creator's side the creator, or the MCN named at acceptance. */
    void by(Side side) {
        @Nullable
        String party = switch (event.role()) {
            case "CLIENT" -> side == Side.CLIENT ? life.client : null;
            case "CREATOR" -> side == Side.CREATOR ? life.creator : null;
            case "MCN" -> side == Side.CREATOR ? life.mcn : null;
            default -> null;
        };
        about.that(
                RULES,
                event.actorId().equals(party),
                event.role() + " " + event.actorId() + " may not do this: it is not the " + side + "'s side");
    }

    private void due(String name, Duration after) {
        about.same(DEADLINES, name, data.time(name), event.timeMs() + after.toMillis());
    }
}
