package io.taskledger.decision;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventHead;
import io.taskledger.contract.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers given, by which repeats are known, oldest first.
 *
 * @param accepted to the commands that were accepted or caused events
 * @param refused  the latest {@value #MAX_REFUSED} to the others
 */
public record Answers(List<Answer> accepted, List<Answer> refused) {

    /** So many refused commands are still known when they come again. Nobody can make the state grow by nonsense. */
    public static final int MAX_REFUSED = 32;

    public static final Answers NONE = new Answers(List.of(), List.of());

    public Answers {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    public Optional<Answer> to(String commandId) {
        Optional<Answer> answer = find(accepted, commandId);
        return answer.isPresent() ? answer : find(refused, commandId);
    }

    /** For every command, so without streams. */
    private static Optional<Answer> find(List<Answer> answers, String commandId) {
        for (Answer answer : answers) {
            if (answer.commandId().equals(commandId)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** The last one to a command that was accepted or caused events. */
    public Answer last() {
        return accepted.getLast();
    }

    /** After one more event: several that one command caused are one answer. */
    public Answers happened(EventHead event, @Nullable CommandType expiry, @Nullable Quote quote) {
        if (accepted.isEmpty() || !last().goesOnWith(event)) {
            return accepted(Answer.to(event, expiry, quote));
        }
        List<Answer> before = accepted.subList(0, accepted.size() - 1);
        return new Answers(append(before, last().and(event, expiry, quote)), refused);
    }

    public Answers accepted(Answer answer) {
        return new Answers(append(accepted, answer), refused);
    }

    public Answers refused(Answer refusal) {
        return new Answers(accepted, append(latest(refused, MAX_REFUSED - 1), refusal));
    }

    /** Forgets all but so many of the accepted ones. */
    public Answers latestAccepted(int max) {
        return accepted.size() <= max ? this : new Answers(latest(accepted, max), refused);
    }

    private static List<Answer> latest(List<Answer> answers, int max) {
        return answers.subList(Math.max(0, answers.size() - max), answers.size());
    }

    private static List<Answer> append(List<Answer> answers, Answer last) {
        List<Answer> all = new ArrayList<>(answers.size() + 1);
        all.addAll(answers);
        all.add(last);
        return all;
    }
}
