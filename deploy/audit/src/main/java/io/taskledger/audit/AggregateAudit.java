package io.taskledger.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Commands, answers and events of one task, or of one creator, held against each other. */
abstract class AggregateAudit<S extends Folded, H extends History<S>> {

    final Partition here;
    final Records records;

    AggregateAudit(Partition here, Records records) {
        this.here = here;
        this.records = records;
    }

    abstract H history(Causes causes);

    abstract AnswerCheck<S> answerCheck(H history, Set<String> abortedEvents);

    /** What follows from the events beyond answers and notifications. */
    abstract void output(H history, Set<String> abortedEvents);

    H audit(Notifications notifications) {
        Aggregate of = here.of();
        List<Asked> commands = new ArrayList<>();
        for (Entry entry : records.committedOrNot(of.commands)) {
            commands.add(Asked.read(entry, of));
        }
        H history = history(new Causes(here, commands));
        records.committed(of.events).forEach(history::add);
        history.close();
        Set<String> aborted = abortedOnly(history);
        Answers answers = new Answers(here, answerCheck(history, aborted));
        records.committed(of.results).forEach(answers::result);
        commands.forEach(answers::command);
        answers.close(records.shown());
        output(history, aborted);
        notifications.check(here, history.notices(), aborted);
        return history;
    }

    /** Events that were written, aborted, and never came true: an id alone does not tell, as it follows from the version. */
    private Set<String> abortedOnly(H history) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : records.committedOrNot(here.of().events)) {
            Happened event = entry.aborted() ? Happened.read(entry) : null;
            if (event != null && history.event(event.id()) == null) {
                ids.add(event.id());
            }
        }
        return ids;
    }
}
