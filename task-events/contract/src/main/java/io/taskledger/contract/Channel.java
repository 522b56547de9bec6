package io.taskledger.contract;

/** Where a command was given. Only {@link #PC} changes a rule: a reason's text is obligatory there (R03). */
public enum Channel {
    PC,
    MOBILE,
    API,
    SYSTEM
}
