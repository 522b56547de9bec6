package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every command to one task, or creator, has one answer, or was set aside; what answers say is looked at in {@link AnswerCheck}. */
final class Answers {

    private final Partition here;
    private final AnswerCheck<?> check;
    private final Map<String, List<Answered>> results = new HashMap<>();

    Answers(Partition here, AnswerCheck<?> check) {
        this.here = here;
        this.check = check;
    }

    void result(Entry entry) {
        About about = here.findings().about(entry);
        about.that(ANSWERED, here.isHome(entry), "not on its key's partition");
        Answered result = Answered.read(entry);
        about.that(ANSWERED, result != null, "the result cannot be read");
        if (result != null) {
            results.computeIfAbsent(result.id(), id -> new ArrayList<>(1)).add(result);
        }
    }

    void command(Asked command) {
        Entry entry = command.entry();
        About about = here.findings().about(entry);
        boolean answerable = command.readable() || command.id() != null;
        if (entry.aborted()) {
            aborted(command, about);
            return;
        }
        here.findings().checked(ANSWERED);
        boolean setAside = here.deadLetters().took(entry);
        about.that(ANSWERED, !command.readable() || !setAside, "set aside, but it can be read");
        if (!command.readable() && !setAside) {
            missing(command, "cannot be read, but was not set aside");
        }
        if (answerable && !here.isHome(entry)) {
            here.strays().command(command, here.home(entry), Json.shown(entry.group()));
        } else if (answerable) {
            answered(command, about);
        }
    }

    private void aborted(Asked command, About about) {
        about.that(ABORTED, results.remove(command.resultId()) == null, "aborted, but answered");
        if (!here.isHome(command.entry()) && command.entry().key() != null) {
            here.strays()
                    .command(
                            command,
                            here.home(command.entry()),
                            Json.shown(command.entry().group()));
        }
    }

    private void missing(Asked command, String message) {
        Entry entry = command.entry();
        Offender offender = new Offender(entry.place(), Json.shown(entry.group()), message);
        here.answers().missing(ANSWERED, entry.offset(), offender);
    }

    private void answered(Asked command, About about) {
        List<Answered> found = results.remove(command.resultId());
        if (found == null) {
            missing(command, "no answer");
            return;
        }
        about.that(ANSWERED, found.size() == 1, found.size() + " answers");
        Answered answer = found.getFirst();
        here.answers().matched(command.entry().offset(), answer.entry().offset());
        check.check(command, answer);
    }

    /** What no command of this key has taken may belong to a stray, which does nothing. */
    void close(String subject) {
        results.values()
                .forEach(found -> found.forEach(result -> {
                    Entry entry = result.entry();
                    Offender orphan = new Offender(entry.place(), subject, "a result of no command");
                    if (Strays.mayAnswer(result)) {
                        here.strays().result(result, orphan);
                    } else {
                        here.answers().orphan(ANSWERED, entry.offset(), orphan);
                    }
                }));
    }
}
