package io.taskledger.creator.decision;

import static io.taskledger.creator.decision.Given.START;

import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.PolicyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked, and what can have happened, in a word each. */
final class Words {
    static final CaseRef CASE = new CaseRef("case-1");
    static final EvidenceRef EVIDENCE = new EvidenceRef("evidence-1");
    static final PolicyRef POLICY = new PolicyRef("douyin-2022-01", 1);
    static final Findings FINDINGS = new Findings(CASE, List.of(Finding.IDENTITY), null);

    private Words() {}

    static ApplyForOnboarding apply(CreatorKind kind) {
        return new ApplyForOnboarding(application(kind));
    }

    static Application application(CreatorKind kind) {
        return new Application(kind, "小明的厨房", 120_000);
    }

    static ApproveOnboarding approve() {
        return new ApproveOnboarding(CASE);
    }

    static RejectOnboarding reject() {
        return new RejectOnboarding(FINDINGS);
    }

    static JoinMcn join(String mcn) {
        return new JoinMcn(new McnId(mcn));
    }

    static RecordViolation violate(String id) {
        return new RecordViolation(new ViolationId(id), EVIDENCE);
    }

    static OverturnViolation overturn(String id) {
        return new OverturnViolation(new ViolationId(id), CASE);
    }

    static ReportAudience report(Instant asOf) {
        return new ReportAudience(audience(asOf));
    }

    static Audience audience(Instant asOf) {
        return new Audience(125_301, 48_210, asOf);
    }

    static OnboardingApplied applied() {
        return applied(CreatorKind.CREATOR);
    }

    static OnboardingApplied applied(CreatorKind kind) {
        return new OnboardingApplied(application(kind));
    }

    static OnboardingApproved approved() {
        return new OnboardingApproved(CASE);
    }

    static OnboardingRejected rejected() {
        return new OnboardingRejected(FINDINGS);
    }

    static McnJoined joined(String mcn) {
        return new McnJoined(new McnId(mcn));
    }

    static McnLeft left(String mcn) {
        return new McnLeft(new McnId(mcn));
    }

    static AudienceReported reported(Instant asOf) {
        return new AudienceReported(audience(asOf));
    }

    static ViolationRecorded recorded(String id, int violations) {
        return new ViolationRecorded(new ViolationId(id), EVIDENCE, violations);
    }

    static ViolationOverturned overturned(String id, int violations) {
        return new ViolationOverturned(new ViolationId(id), CASE, violations);
    }

    static SanctionApplied postDeleted(String id) {
        return new SanctionApplied(new ViolationId(id), 1, Measure.POST_DELETED, START, null, POLICY);
    }

    static SanctionApplied banned(String id, int step, Instant from, @Nullable Instant until) {
        return new SanctionApplied(new ViolationId(id), step, Measure.BANNED, from, until, POLICY);
    }

    /** An onboarded creator that has violated so often, all at {@link Given#START}. */
    static Given violated(int times) {
        return violated(Given.given(applied(), approved()), times);
    }

    static Given violated(Given start, int times) {
        Given given = start;
        for (int i = 1; i <= times; i++) {
            given = given.when(Asked.operator(violate("v-" + i)).as("v-" + i)).and();
        }
        return given;
    }

    static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
