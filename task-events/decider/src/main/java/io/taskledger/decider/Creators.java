package io.taskledger.decider;

/** Whether orders are for reviewed creators only: the setting {@code taskledger.creators}. */
public enum Creators {
    /** As the guide has it (F01). */
    REVIEWED,
    /** For trying things out: nobody needs a review. A ban counts all the same. */
    OPEN
}
