package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.History.Step;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Does an answer say what a command to a task must be told? */
final class TaskAnswerCheck extends AnswerCheck<Life> {

    TaskAnswerCheck(Partition here, History<Life> history, Set<String> abortedEvents) {
        super(here, history, abortedEvents);
    }

    @Override
    void verdict(Life before, Asked command, Answered answer, About result) {
        String code = answer.code();
        if (command.is("UploadVideo") && "LIMIT_EXCEEDED".equals(code)) {
            return; // After so many answers a task takes no more uploads that change nothing.
        }
        Verdict verdict = new Verdict(before, command);
        String due = verdict.code();
        Sights sights = here.shared().sights();
        if (sights != null && verdict.dependsOnCreator(due)) {
            sights.answer(command, answer, verdict.now, due != null);
        } else {
            result.same(ANSWERED, "code", code, due);
        }
    }

    /** An upload that was there already (D11). */
    @Override
    boolean changesNothing(Life before, Asked command) {
        return command.is("UploadVideo")
                && before.assets.contains(String.valueOf(command.data().text("assetId")));
    }

    @Override
    boolean mayAct(Answered refusal, Happened event) {
        return "DEADLINE_PASSED".equals(refusal.code()) && event.isExpiry();
    }

    /** For the task's life. */
    @Override
    boolean isStillKnown(Judged earlier) {
        return true;
    }

    @Override
    void stands(Life after, Answered answer, About result) {
        boolean banned = "CREATOR_BANNED".equals(answer.code());
        result.that(ANSWERED, banned || answer.bannedUntilMs() == null, "bannedUntil, but nobody is banned");
    }

    @Override
    void tells(List<Step> effects, Answered answer, About result) {
        if (answer.isAccepted()) {
            Quote quote = effects.stream()
                    .map(Step::quote)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            result.same(ANSWERED, "quote", Quote.read(answer.data().at("quote")), quote);
        }
    }
}
