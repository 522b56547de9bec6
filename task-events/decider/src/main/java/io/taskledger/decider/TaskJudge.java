package io.taskledger.decider;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Notification;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.NotificationWire;
import io.taskledger.decider.decision.Notifications;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.Review;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.TaskDecider;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import io.taskledger.engine.deciding.Decided;
import io.taskledger.engine.deciding.Decided.Output;
import io.taskledger.engine.deciding.Judge;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a command to a task judged, and turns what follows into records.
 *
 * @param creators  whether orders need a review
 * @param standings as far as they were read
 */
record TaskJudge(Policies policies, Creators creators, Standings standings)
        implements Judge<TaskState, CommandEnvelope> {

    @Override
    public Decided<TaskState> decide(TaskState before, Received<CommandEnvelope> received) {
        Review review = review(received.command());
        Outcome<TaskState, EventEnvelope> outcome = TaskDecider.decide(before, received, policies, review);
        return new Decided<>(outcome.state(), outcome.changed(), outputs(before.task(), outcome), outcome.result());
    }

    private Review review(CommandEnvelope command) {
        return Review.concerned(command)
                .map(creator -> new Review(creators == Creators.REVIEWED, standings.of(creator)))
                .orElse(Review.NONE);
    }

    private static List<Output> outputs(Task before, Outcome<TaskState, EventEnvelope> outcome) {
        List<Output> outputs = new ArrayList<>(outcome.events().size() + 2);
        Task task = before;
        for (EventEnvelope event : outcome.events()) {
            outputs.add(new Output(TaskTopology.EVENTS, EventWire.write(event), event.time()));
            for (Notification notification : Notifications.of(task, event)) {
                outputs.add(new Output(TaskTopology.NOTIFICATIONS, NotificationWire.write(notification), event.time()));
            }
            task = Task.evolve(task, event.event(), event.time());
        }
        return outputs;
    }
}
