package io.taskledger.projector.view;

/** An event is missing before this one. */
public final class Gap extends IllegalStateException {

    Gap(String whose, Object type, long version, long expected) {
        super(whose + ": event " + type + " of version " + version + " came where version " + expected + " was due");
    }
}
