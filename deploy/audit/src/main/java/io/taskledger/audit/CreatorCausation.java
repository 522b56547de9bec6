package io.taskledger.audit;

import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;

/** Can this command have caused this event of its creator? */
final class CreatorCausation extends Causation {

    CreatorCausation(Happened event, Asked command, About about) {
        super(event, command, about);
    }

    @Override
    boolean fits() {
        return switch (event.type()) {
            case "OnboardingApplied" -> command.is("ApplyForOnboarding");
            case "OnboardingApproved" -> command.is("ApproveOnboarding");
            case "OnboardingRejected" -> command.is("RejectOnboarding");
            case "McnJoined" -> command.is("JoinMcn");
            case "McnLeft" -> command.is("LeaveMcn");
            case "ViolationRecorded", "SanctionApplied" -> command.is("RecordViolation");
            case "ViolationOverturned" -> command.is("OverturnViolation");
            case "BanLifted" ->
                command.is("EXPIRED".equals(event.data().text("cause")) ? "LiftExpiredBan" : "OverturnViolation");
            case "AudienceReported" -> command.is("ReportAudience");
            default -> false;
        };
    }

    @Override
    void content() {
        switch (event.type()) {
            case "OnboardingApplied" -> {
                same("kind");
                same("accountName");
                sameNumber("followers");
            }
            case "OnboardingApproved" -> same("caseRef");
            case "OnboardingRejected" -> {
                same("caseRef");
                same("reason");
                about.same(
                        RULES,
                        "findings",
                        event.data().texts("findings"),
                        command.data().texts("findings"));
            }
            case "McnJoined" -> same("mcnId");
            case "ViolationRecorded" -> {
                same("violationId");
                same("evidenceRef");
            }
            case "SanctionApplied" -> same("violationId");
            case "ViolationOverturned" -> {
                same("violationId");
                same("caseRef");
            }
            case "AudienceReported" -> {
                sameNumber("followers");
                sameNumber("averagePlays");
                about.same(
                        RULES, "asOf", event.data().time("asOf"), command.data().time("asOf"));
            }
            default -> {}
        }
    }
}
