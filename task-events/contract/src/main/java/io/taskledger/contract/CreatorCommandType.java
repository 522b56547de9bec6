package io.taskledger.contract;

import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;

/** The names of creators' commands on the wire. They are forever, whatever our classes are called. */
public enum CreatorCommandType implements CommandName {
    APPLY_FOR_ONBOARDING("ApplyForOnboarding"),
    APPROVE_ONBOARDING("ApproveOnboarding"),
    REJECT_ONBOARDING("RejectOnboarding"),
    JOIN_MCN("JoinMcn"),
    LEAVE_MCN("LeaveMcn"),
    RECORD_VIOLATION("RecordViolation"),
    OVERTURN_VIOLATION("OverturnViolation"),
    LIFT_EXPIRED_BAN("LiftExpiredBan"),
    REPORT_AUDIENCE("ReportAudience");

    private final String shortName;
    private final String typeName;

    CreatorCommandType(String shortName) {
        this.shortName = shortName;
        this.typeName = "taskledger." + shortName + ".v1";
    }

    @Override
    public String shortName() {
        return shortName;
    }

    @Override
    public String typeName() {
        return typeName;
    }

    public static CreatorCommandType of(CreatorCommand command) {
        return switch (command) {
            case ApplyForOnboarding c -> APPLY_FOR_ONBOARDING;
            case ApproveOnboarding c -> APPROVE_ONBOARDING;
            case RejectOnboarding c -> REJECT_ONBOARDING;
            case JoinMcn c -> JOIN_MCN;
            case LeaveMcn c -> LEAVE_MCN;
            case RecordViolation c -> RECORD_VIOLATION;
            case OverturnViolation c -> OVERTURN_VIOLATION;
            case LiftExpiredBan c -> LIFT_EXPIRED_BAN;
            case ReportAudience c -> REPORT_AUDIENCE;
        };
    }
}
