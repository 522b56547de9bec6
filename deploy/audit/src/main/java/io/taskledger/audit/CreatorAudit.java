package io.taskledger.audit;

import java.util.Set;

/** One creator, and what others were told of it. */
final class CreatorAudit extends AggregateAudit<Creator, CreatorHistory> {

    CreatorAudit(Partition here, Records records) {
        super(here, records);
    }

    @Override
    CreatorHistory history(Causes causes) {
        return new CreatorHistory(here, causes);
    }

    @Override
    AnswerCheck<Creator> answerCheck(CreatorHistory history, Set<String> abortedEvents) {
        return new CreatorAnswerCheck(here, history, abortedEvents);
    }

    @Override
    void output(CreatorHistory history, Set<String> abortedEvents) {
        Standings standings = new Standings(here);
        records.committed(Topics.CREATOR_STANDING).forEach(standings::add);
        standings.check(history.standings(), abortedEvents);
    }
}
