package io.taskledger.decider.decision;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Quote;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task with what is needed to go on with it: its version, its last instant, and the answers given.
 *
 * @param version  0 for a task that does not exist
 * @param time     of the last event; the next is never earlier (D08)
 * @param answers to the commands that were accepted or caused events for the task's life, to others the latest ones
 */
public record TaskState(long version, Instant time, Task task, Answers answers) {

    /**
     * So many commands without effect (the same upload again) are accepted. The commands with effect have bounds of their
     * own, which add up to less.
     */
    public static final int MAX_ANSWERS = 256;

    public static final TaskState NONE = new TaskState(0, Instant.EPOCH, new Task.Unknown(), Answers.NONE);

    /**
     * The state after one more event. Throws {@link IllegalStateException} where the event cannot follow: then the log
     * contradicts itself.
     */
    public TaskState apply(EventEnvelope event) {
        if (event.version() != version + 1) {
            throw new IllegalStateException(
                    "event " + event.version() + " of " + event.taskId() + " cannot follow version " + version);
        }
        Task next = Task.evolve(task, event.event(), event.time());
        return new TaskState(
                event.version(),
                event.time(),
                next,
                answers.happened(event, expiry(event.event()), quote(event.event())));
    }

    /** The timer's command for an ending by a deadline; null for everything else. */
    static @Nullable CommandType expiry(TaskEvent event) {
        if (!(event instanceof TaskCancelled cancelled)) {
            return null;
        }
        if (cancelled.cause() == Cause.ACCEPTANCE_TIMEOUT) {
            return CommandType.EXPIRE_TASK;
        }
        return cancelled.basis() == Basis.DEEMED ? CommandType.EXPIRE_CANCELLATION : null;
    }

    private static @Nullable Quote quote(TaskEvent event) {
        return switch (event) {
            case CancellationRequested e -> e.quote();
            case TaskCancelled e -> e.quote();
            case TaskCompleted e -> e.quote();
            default -> null;
        };
    }

    TaskState accepted(Answer withoutEvents) {
        return new TaskState(version, time, task, answers.accepted(withoutEvents));
    }

    TaskState refused(Answer refusal) {
        return new TaskState(version, time, task, answers.refused(refusal));
    }
}
