package io.taskledger.contract.wire;

/** A field is missing or holds what it must not; the message names it and says what belongs there. */
public final class UnfitField extends RuntimeException {

    UnfitField(String message) {
        // Without a stack trace: it is an answer to a sender, not a fault of ours, and may come by the thousand.
        super(message, null, false, false);
    }
}
