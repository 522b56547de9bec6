package io.taskledger.creator.decision;

import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.RejectionCode;
import java.util.List;

/** What comes of a command. "No" is an answer, not an exception. */
sealed interface Decision {

    /** Yes, and this happened; nothing, where it had happened before. */
    record Accepted(List<CreatorEvent> events) implements Decision {}

    /** No, and nothing changes. */
    record Refused(RejectionCode code, String message) implements Decision {}

    static Decision accept(CreatorEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision reject(RejectionCode code, String message) {
        return new Refused(code, message);
    }
}
