package io.taskledger.audit;

import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import java.util.List;
import java.util.Set;

/** What may happen to a creator as it stands, at whose hand, and what the event must then say. */
final class CreatorRules {

    static final int MAX_VIOLATIONS = 100;
    private static final long MAX_COUNT = 9_007_199_254_740_991L;
    private static final int MAX_NAME = 64;
    private static final List<String> KINDS = List.of("CREATOR", "STAR", "MCN");
    private static final List<String> FINDINGS = List.of("IDENTITY", "ACCOUNT_NAME", "CONDITIONS");

    private final Creator creator;
    private final Happened event;
    private final Json data;
    private final About about;

    CreatorRules(Creator creator, Happened event, About about) {
        this.creator = creator;
        this.event = event;
        this.data = event.data();
        this.about = about;
    }

    void judge() {
        switch (event.type()) {
            case "OnboardingApplied" -> applied();
            case "OnboardingApproved" -> reviewed();
            case "OnboardingRejected" -> rejected();
            case "McnJoined" -> joined();
            case "McnLeft" -> left();
            case "ViolationRecorded" -> violated();
            case "SanctionApplied" -> sanctioned();
            case "ViolationOverturned" -> overturned();
            case "BanLifted" -> lifted();
            case "AudienceReported" -> reported();
            default -> about.that(RULES, false, "no event has the type " + event.type());
        }
    }

    private void applied() {
        state(creator.status == null || "REJECTED".equals(creator.status), "it has applied already");
        String kind = String.valueOf(data.text("kind"));
        about.that(RULES, KINDS.contains(kind), "kind is none of " + KINDS);
        role(kind.equals("MCN") ? "MCN" : "CREATOR");
        itself();
        String name = String.valueOf(data.text("accountName"));
        about.that(
                RULES, !name.isBlank() && name.codePointCount(0, name.length()) <= MAX_NAME, "accountName is no name");
        count("followers");
    }

    private void reviewed() {
        state("APPLIED".equals(creator.status), "nothing is to be reviewed");
        role("OPERATOR");
        about.that(RULES, data.text("caseRef") != null, "an operator names a case");
    }

    private void rejected() {
        reviewed();
        List<String> findings = data.texts("findings");
        boolean fits = !findings.isEmpty() && FINDINGS.containsAll(findings);
        about.that(RULES, fits && Set.copyOf(findings).size() == findings.size(), "findings are " + findings);
    }

    private void joined() {
        state("ONBOARDED".equals(creator.status), "only who is onboarded joins an agency");
        about.that(RULES, !"MCN".equals(creator.kind), "an agency joins no agency");
        about.that(RULES, creator.mcn == null, "it is a member of " + creator.mcn + " already");
        about.that(RULES, data.text("mcnId") != null, "mcnId is missing");
        role("CREATOR");
        itself();
    }

    private void left() {
        about.that(RULES, creator.mcn != null, "it is a member of none");
        about.same(RULES, "mcnId", data.text("mcnId"), creator.mcn);
        if (event.role().equals("MCN")) {
            about.same(RULES, "actor.id", event.actorId(), creator.mcn);
        } else {
            role("CREATOR");
            itself();
        }
    }

    private void violated() {
        state(creator.status != null, "nobody knows it");
        role("OPERATOR");
        String id = data.text("violationId");
        about.that(RULES, id != null && !creator.isRecorded(id), "the same violationId is the same violation (D23)");
        about.that(RULES, data.text("evidenceRef") != null, "evidenceRef is missing");
        about.that(RULES, creator.recorded() < MAX_VIOLATIONS, "more than " + MAX_VIOLATIONS + " violations");
        about.same(RULES, "violations", data.number("violations"), creator.counting() + 1);
    }

    /** By the ladder, at the step of how many count now; {@code from} is the command's time (D08). */
    private void sanctioned() {
        state(creator.unpunished != null, "it does not follow a violation");
        about.same(RULES, "violationId", data.text("violationId"), creator.unpunished);
        role("OPERATOR");
        long step = creator.counting();
        about.same(RULES, "step", data.number("step"), step);
        about.same(RULES, "measure", data.text("measure"), Ladder.measure(step));
        about.same(RULES, "policy.id", data.at("policy").text("id"), Ladder.ID);
        about.same(RULES, "policy.version", data.at("policy").number("version"), Ladder.VERSION);
        about.same(DEADLINES, "from", data.time("from"), event.timeMs());
        about.same(DEADLINES, "until", data.time("until"), Ladder.untilMs(step, event.timeMs()));
    }

    private void overturned() {
        role("OPERATOR");
        String id = data.text("violationId");
        about.that(RULES, creator.isRecorded(id), "no such violation was recorded");
        about.that(RULES, !creator.isOverturned(id), "it was overturned before");
        about.that(RULES, data.text("caseRef") != null, "an operator names a case");
        about.same(RULES, "violations", data.number("violations"), creator.counting() - 1);
    }

    private void lifted() {
        String cause = String.valueOf(data.text("cause"));
        if (cause.equals("OVERTURNED")) {
            role("OPERATOR");
            about.that(RULES, creator.freed, "no ban has ended by what was overturned");
        } else {
            about.same(RULES, "cause", cause, "EXPIRED");
            role("TIMER");
            about.that(DEADLINES, creator.hasExpiredBan(event.timeMs()), "no ban has run out that was not lifted");
        }
    }

    private void reported() {
        state(creator.status != null, "nobody knows it");
        role("OPERATOR");
        count("followers");
        count("averagePlays");
        Long asOf = data.time("asOf");
        about.that(RULES, asOf != null && asOf > creator.asOfMs, "older reports never overwrite newer ones");
        about.that(DEADLINES, asOf != null && asOf <= event.timeMs(), "a report from the future");
    }

    private void state(boolean fits, String otherwise) {
        about.that(RULES, fits, event.type() + " cannot follow " + creator.status + ": " + otherwise);
    }

    private void role(String role) {
        about.same(RULES, "actor.role", event.role(), role);
    }

    private void itself() {
        about.same(RULES, "actor.id", event.actorId(), event.subject());
    }

    private void count(String name) {
        long count = data.numberOr(name, -1);
        about.that(RULES, count >= 0 && count <= MAX_COUNT, name + " is out of range");
    }
}
