package io.taskledger.creator;

import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.NotificationWire;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.creator.decision.Creator;
import io.taskledger.creator.decision.CreatorDecider;
import io.taskledger.creator.decision.CreatorState;
import io.taskledger.creator.decision.Ladder;
import io.taskledger.creator.decision.Notifications;
import io.taskledger.creator.decision.Standings;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import io.taskledger.engine.deciding.Decided;
import io.taskledger.engine.deciding.Decided.Output;
import io.taskledger.engine.deciding.Judge;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a command to a creator judged, and turns what follows into records.
 *
 * @param ladder that new violations are judged by
 */
record CreatorJudge(Ladder ladder) implements Judge<CreatorState, CreatorCommandEnvelope> {

    @Override
    public Decided<CreatorState> decide(CreatorState before, Received<CreatorCommandEnvelope> received) {
        Outcome<CreatorState, CreatorEventEnvelope> outcome = CreatorDecider.decide(before, received, ladder);
        return new Decided<>(
                outcome.state(), outcome.changed(), outputs(before.creator(), outcome.events()), outcome.result());
    }

    private static List<Output> outputs(Creator before, List<CreatorEventEnvelope> events) {
        List<Output> outputs = new ArrayList<>();
        Creator creator = before;
        for (CreatorEventEnvelope event : events) {
            Creator after = Creator.evolve(creator, event.event(), event.time());
            outputs.add(new Output(CreatorTopology.EVENTS, CreatorEventWire.write(event), event.time()));
            Notifications.of(event, after)
                    .ifPresent(notification -> outputs.add(new Output(
                            CreatorTopology.NOTIFICATIONS, NotificationWire.write(notification), event.time())));
            Standings.of(creator, event, after)
                    .ifPresent(standing -> outputs.add(
                            new Output(CreatorTopology.STANDING, StandingWire.write(standing), event.time())));
            creator = after;
        }
        return outputs;
    }
}
