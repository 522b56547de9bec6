package io.taskledger.contract;

/** Why the business says no. The order of checks is the decider's; every refused command has exactly one. */
public enum RejectionCode {
    INVALID_COMMAND,
    REASON_REQUIRED,
    WRONG_PARTITION,
    COMMAND_ID_REUSED,
    UNKNOWN_TASK,
    TASK_EXISTS,
    DEADLINE_PASSED,
    TASK_ENDED,
    NOT_PERMITTED,
    WRONG_STATE,
    NOT_INVITED,
    NOT_A_PARTY,
    VERSION_CONFLICT,
    CANCELLATION_PENDING,
    NO_CANCELLATION_PENDING,
    NOT_COUNTERPARTY,
    NOT_REQUESTER,
    NOT_DUE,
    TOO_MANY_REQUESTS,
    LIMIT_EXCEEDED,
    UNKNOWN_POLICY,
    RATE_OUT_OF_BOUNDS,
    CREATOR_NOT_ONBOARDED,
    CREATOR_BANNED
}
