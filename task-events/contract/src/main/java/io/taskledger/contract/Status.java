package io.taskledger.contract;

/** Where a task stands. A pending cancellation lies over {@link #ACCEPTED}, {@link #IN_PRODUCTION} or {@link #DELIVERED}. */
public enum Status implements StatusName {
    PUBLISHED,
    ACCEPTED,
    IN_PRODUCTION,
    DELIVERED,
    COMPLETED,
    CANCELLED
}
