package io.taskledger.audit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One task, and what it was settled at. */
final class TaskAudit extends AggregateAudit<Life, TaskHistory> {

    private @Nullable Json settlement;

    TaskAudit(Partition here, Records records) {
        super(here, records);
    }

    @Override
    TaskHistory history(Causes causes) {
        return new TaskHistory(here, causes);
    }

    @Override
    AnswerCheck<Life> answerCheck(TaskHistory history, Set<String> abortedEvents) {
        return new TaskAnswerCheck(here, history, abortedEvents);
    }

    @Override
    void output(TaskHistory history, Set<String> abortedEvents) {
        Settlements settlements = new Settlements(here, history, abortedEvents);
        records.committed(Topics.SETTLEMENTS).forEach(settlements::add);
        settlements.close();
        settlement = settlements.first();
        here.shared().money().task(history.now());
    }

    /** What the view has to show; null where nothing was settled. */
    @Nullable
    Json settlement() {
        return settlement;
    }
}
