package io.taskledger.decider.decision;

import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a command. "No" is an answer, not an exception. */
sealed interface Decision {

    /** Yes, and this happened; nothing, where it had happened before. */
    record Accepted(List<TaskEvent> events) implements Decision {}

    /**
     * No, and nothing changes.
     *
     * @param bannedUntil where a ban is why, and has an end
     */
    record Rejected(
            RejectionCode code, String message, @Nullable Instant bannedUntil) implements Decision {}

    /** The deadline had passed before the command came: the task ends by that, and the command is refused (D09). */
    record TooLate(TaskCancelled expiry, String message) implements Decision {}

    static Decision accept(TaskEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision reject(RejectionCode code, String message) {
        return new Rejected(code, message, null);
    }
}
