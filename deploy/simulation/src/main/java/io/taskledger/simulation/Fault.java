package io.taskledger.simulation;

/** What would come of another setting of Kafka than ours. None in a normal run; tests show that each would be found. */
public enum Fault {
    /** {@code isolation.level=read_uncommitted}. */
    READ_UNCOMMITTED,
    /** {@code processing.guarantee=at_least_once}: what was written stays, whatever happens to the state. */
    AT_LEAST_ONCE,
    /** The group's offsets are committed as soon as records are read. */
    OFFSETS_FIRST,
    /** Writes to stores outlive an aborted transaction. */
    STORES_KEEP_ABORTED_WRITES
}
