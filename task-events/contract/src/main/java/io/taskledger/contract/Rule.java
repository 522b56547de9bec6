package io.taskledger.contract;

/** Which rule of the guide, or decision of ours, fixes the amounts. */
public enum Rule {
    /** The client cancels, production not started: nothing. */
    R09,
    /** The client cancels, started but nothing uploaded: nothing, as R10 needs both. */
    D01,
    /** The client cancels after a completed upload: half. */
    R10,
    /** The creator cancels: nothing. */
    R11,
    /** Nobody accepted within the window: nothing. */
    R13,
    /** A crowd task dropped: nothing. */
    C01,
    /** Withdrawn or declined before acceptance: nothing. */
    D02,
    /** An operator's decision. */
    D06,
    /** Completed: all of it. */
    COMPLETED;

    /** Whether it says that the creator gets nothing: at another rate it would be another rule, with other words. */
    public boolean owesNothing() {
        return switch (this) {
            case R09, D01, R11, R13, C01, D02 -> true;
            case R10, D06, COMPLETED -> false;
        };
    }
}
