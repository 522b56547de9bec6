package io.taskledger.contract;

import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;

/** The names of creators' events on the wire. They are forever, whatever our classes are called. */
public enum CreatorEventType {
    ONBOARDING_APPLIED("taskledger.OnboardingApplied.v1"),
    ONBOARDING_APPROVED("taskledger.OnboardingApproved.v1"),
    ONBOARDING_REJECTED("taskledger.OnboardingRejected.v1"),
    MCN_JOINED("taskledger.McnJoined.v1"),
    MCN_LEFT("taskledger.McnLeft.v1"),
    VIOLATION_RECORDED("taskledger.ViolationRecorded.v1"),
    SANCTION_APPLIED("taskledger.SanctionApplied.v1"),
    VIOLATION_OVERTURNED("taskledger.ViolationOverturned.v1"),
    BAN_LIFTED("taskledger.BanLifted.v1"),
    AUDIENCE_REPORTED("taskledger.AudienceReported.v1");

    private final String typeName;

    CreatorEventType(String typeName) {
        this.typeName = typeName;
    }

    /** The CloudEvents {@code type}. */
    public String typeName() {
        return typeName;
    }

    public static CreatorEventType of(CreatorEvent event) {
        return switch (event) {
            case OnboardingApplied e -> ONBOARDING_APPLIED;
            case OnboardingApproved e -> ONBOARDING_APPROVED;
            case OnboardingRejected e -> ONBOARDING_REJECTED;
            case McnJoined e -> MCN_JOINED;
            case McnLeft e -> MCN_LEFT;
            case ViolationRecorded e -> VIOLATION_RECORDED;
            case SanctionApplied e -> SANCTION_APPLIED;
            case ViolationOverturned e -> VIOLATION_OVERTURNED;
            case BanLifted e -> BAN_LIFTED;
            case AudienceReported e -> AUDIENCE_REPORTED;
        };
    }
}
