package io.taskledger.contract.wire;

import io.taskledger.contract.RejectionCode;

/** A field is missing or holds what it must not; the message names it and says what belongs there. */
public final class UnfitField extends RuntimeException {

    private final RejectionCode code;

    UnfitField(String message) {
        this(RejectionCode.INVALID_COMMAND, message);
    }

    UnfitField(RejectionCode code, String message) {
        // Without a stack trace: it is an answer to a sender, not a fault of ours, and may come by the thousand.
        super(message, null, false, false);
        this.code = code;
    }

    RejectionCode code() {
        return code;
    }
}
