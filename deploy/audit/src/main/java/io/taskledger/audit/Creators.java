package io.taskledger.audit;

/** Whether orders need a review of their creators: the deciders' setting {@code taskledger.creators}. */
public enum Creators {
    REVIEWED,
    OPEN
}
