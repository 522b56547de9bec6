package io.taskledger.contract.wire;

/** A record on one of our own topics that we cannot have written. Whoever reads it stops: nothing is skipped there. */
public final class CorruptRecord extends RuntimeException {

    CorruptRecord(String what, Throwable cause) {
        super(what + " cannot be read: " + cause.getMessage(), cause);
    }
}
