package io.taskledger.contract;

/** Where a creator stands with the review (F01). A ban lies over any of them. */
public enum CreatorStatus implements StatusName {
    APPLIED,
    ONBOARDED,
    REJECTED
}
