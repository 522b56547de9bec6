package io.taskledger.contract;

import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;

/** What somebody asks of one creator. */
public sealed interface CreatorCommand {

    /** A creator, a star or an agency wants to take orders; also again after a rejection. */
    record ApplyForOnboarding(Application application) implements CreatorCommand {}

    /** An operator has reviewed identity and account name, and lets it take orders. */
    record ApproveOnboarding(CaseRef caseRef) implements CreatorCommand {}

    /** An operator has reviewed the application, and says what is wrong with it. */
    record RejectOnboarding(Findings findings) implements CreatorCommand {}

    /** From now on that agency may act for the creator. */
    record JoinMcn(McnId mcnId) implements CreatorCommand {}

    /** The agency may no longer act for the creator: either of them says so. */
    record LeaveMcn() implements CreatorCommand {}

    /** An operator has confirmed a violation (F02); the same id again is the same violation (D23). */
    record RecordViolation(ViolationId violationId, EvidenceRef evidenceRef) implements CreatorCommand {}

    /** An operator takes a violation back: it no longer counts. */
    record OverturnViolation(ViolationId violationId, CaseRef caseRef) implements CreatorCommand {}

    /** The timer: a ban has run out. */
    record LiftExpiredBan() implements CreatorCommand {}

    /** The platform has counted who watches. */
    record ReportAudience(Audience audience) implements CreatorCommand {}
}
