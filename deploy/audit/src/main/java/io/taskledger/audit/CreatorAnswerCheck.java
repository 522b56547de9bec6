package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.History.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does an answer say what a command to a creator must be told? */
final class CreatorAnswerCheck extends AnswerCheck<Creator> {

    /** So many accepted commands are known when they come again: a creator's life has no end. */
    static final int REMEMBERED = 256;

    /** Which accepted command it was, counted from 0, by its offset. */
    private final Map<Long, Integer> accepted = new HashMap<>();

    CreatorAnswerCheck(Partition here, History<Creator> history, Set<String> abortedEvents) {
        super(here, history, abortedEvents);
    }

    @Override
    void verdict(Creator before, Asked command, Answered answer, About result) {
        result.same(ANSWERED, "code", answer.code(), new CreatorVerdict(before, command).code());
    }

    @Override
    boolean changesNothing(Creator before, Asked command) {
        return new CreatorVerdict(before, command).changesNothing();
    }

    @Override
    boolean mayAct(Answered refusal, Happened event) {
        return false;
    }

    @Override
    void remember(Judged now) {
        if (now.answer().isAccepted()) {
            accepted.put(now.command().entry().offset(), accepted.size());
        }
    }

    @Override
    boolean isStillKnown(Judged earlier) {
        int number = accepted.getOrDefault(earlier.command().entry().offset(), -REMEMBERED);
        return accepted.size() - number <= REMEMBERED;
    }

    @Override
    void stands(Creator after, Answered answer, About result) {
        Json shown = answer.data().at("standing");
        result.that(ANSWERED, shown.node().isObject() == (after.status != null), "standing is not as the log has it");
        if (after.status != null) {
            result.same(
                    ANSWERED,
                    "standing.creatorId",
                    shown.text("creatorId"),
                    answer.json().text("subject"));
            result.same(ANSWERED, "standing", Standing.read(shown), after.standing());
            result.same(ANSWERED, "standing.version", shown.number("version"), after.version);
        }
    }

    @Override
    void tells(List<Step> effects, Answered answer, About result) {}
}
