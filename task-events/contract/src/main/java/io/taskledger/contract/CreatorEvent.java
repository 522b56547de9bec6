package io.taskledger.contract;

import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened to one creator, in order. Facts are only ever added. */
public sealed interface CreatorEvent {

    record OnboardingApplied(Application application) implements CreatorEvent {}

    record OnboardingApproved(CaseRef caseRef) implements CreatorEvent {}

    record OnboardingRejected(Findings findings) implements CreatorEvent {}

    record McnJoined(McnId mcnId) implements CreatorEvent {}

    record McnLeft(McnId mcnId) implements CreatorEvent {}

    /**
     * A violation was confirmed.
     *
     * @param violations how many count now, this one included
     */
    record ViolationRecorded(ViolationId violationId, EvidenceRef evidenceRef, int violations)
            implements CreatorEvent {}

    /**
     * What follows from a violation, by the ladder (F02).
     *
     * @param step  of the ladder: 1, 2, 3, 4 …
     * @param until the first instant at which a ban is over; null where it is for good, and where the post was deleted
     */
    record SanctionApplied(
            ViolationId violationId,
            int step,
            Measure measure,
            Instant from,
            @Nullable Instant until,
            PolicyRef policy) implements CreatorEvent {}

    /**
     * A violation no longer counts, and a ban that it brought has ended.
     *
     * @param violations how many count now
     */
    record ViolationOverturned(ViolationId violationId, CaseRef caseRef, int violations) implements CreatorEvent {}

    /** The creator is no longer banned. */
    record BanLifted(LiftCause cause) implements CreatorEvent {}

    record AudienceReported(Audience audience) implements CreatorEvent {}

    /** What the ladder does at a step. */
    enum Measure {
        POST_DELETED,
        BANNED
    }

    /** Why a ban is over. */
    enum LiftCause {
        EXPIRED,
        OVERTURNED
    }
}
