package io.taskledger.contract;

/** The two sides of an accepted task. The creator's side is the creator and the MCN named at acceptance. */
public enum Side {
    CLIENT,
    CREATOR;

    public Side other() {
        return this == CLIENT ? CREATOR : CLIENT;
    }
}
