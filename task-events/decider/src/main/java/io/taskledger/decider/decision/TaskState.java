package io.taskledger.decider.decision;

import io.taskledger.contract.EventEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task with what is needed to go on with it: its version, its last instant, and the answers given.
 *
 * @param version  0 for a task that does not exist
 * @param time     of the last event; the next is never earlier (D08)
 * @param answers  to the commands that were accepted or caused events, for the task's life
 * @param refusals the latest {@value #MAX_REFUSALS} answers to the others, oldest first
 */
public record TaskState(long version, Instant time, Task task, List<Answer> answers, List<Answer> refusals) {

    /** So many refused commands are still known when they come again. Nobody can make the state grow by nonsense. */
    public static final int MAX_REFUSALS = 32;

    /**
     * So many commands without effect (the same upload again) are accepted. The commands with effect have bounds of their
     * own, which add up to less.
     */
    public static final int MAX_ANSWERS = 256;

    public static final TaskState NONE = new TaskState(0, Instant.EPOCH, new Task.Unknown(), List.of(), List.of());

    public TaskState {
        answers = List.copyOf(answers);
        refusals = List.copyOf(refusals);
    }

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
        boolean sameCommand = !answers.isEmpty()
                && answers.getLast().commandId().equals(event.causationId())
                && answers.getLast().version() == version;
        List<Answer> all = sameCommand
                ? append(
                        answers.subList(0, answers.size() - 1),
                        answers.getLast().and(event))
                : append(answers, Answer.to(event));
        return new TaskState(event.version(), event.time(), next, all, refusals);
    }

    TaskState accepted(Answer withoutEvents) {
        return new TaskState(version, time, task, append(answers, withoutEvents), refusals);
    }

    TaskState refused(Answer refusal) {
        List<Answer> kept = refusals.size() < MAX_REFUSALS ? refusals : refusals.subList(1, refusals.size());
        return new TaskState(version, time, task, answers, append(kept, refusal));
    }

    Optional<Answer> answerTo(String commandId) {
        return Stream.concat(answers.stream(), refusals.stream())
                .filter(answer -> answer.commandId().equals(commandId))
                .findFirst();
    }

    private static List<Answer> append(List<Answer> answers, Answer last) {
        List<Answer> all = new ArrayList<>(answers.size() + 1);
        all.addAll(answers);
        all.add(last);
        return all;
    }
}
