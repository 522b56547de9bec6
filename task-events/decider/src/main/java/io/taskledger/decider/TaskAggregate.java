package io.taskledger.decider;

import io.taskledger.contract.Actor;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.NotificationWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.decider.decision.Deadline;
import io.taskledger.decider.decision.Notifications;
import io.taskledger.decider.decision.Outcome;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.Received;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.TaskDecider;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.deciding.Aggregate;
import io.taskledger.engine.deciding.Decided;
import io.taskledger.engine.deciding.Decided.Output;
import io.taskledger.engine.deciding.Due;
import io.taskledger.engine.deciding.Happened;
import io.taskledger.engine.deciding.Origin;
import io.taskledger.engine.deciding.Refusal;
import io.taskledger.engine.deciding.StateForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task, as the engine decides about it.
 *
 * @param policies that tasks are or were pinned to
 */
record TaskAggregate(Policies policies) implements Aggregate<TaskState, CommandEnvelope> {

    private static final String TIMER = "/taskledger/timer";

    private static final CommandType[] COMMANDS = CommandType.values();

    @Override
    public Topic commands() {
        return Topic.COMMANDS;
    }

    @Override
    public Topic events() {
        return Topic.EVENTS;
    }

    @Override
    public Topic deadLetters() {
        return Topic.DEAD_LETTERS;
    }

    @Override
    public StateForm<TaskState> form() {
        return new TaskForm(policies);
    }

    @Override
    public CommandReading<CommandEnvelope> read(byte @Nullable [] key, byte @Nullable [] value) {
        return CommandWire.read(key, value);
    }

    @Override
    public Decided<TaskState> decide(TaskState before, CommandEnvelope command, Origin origin) {
        Received received = new Received(
                command, CommandHash.of(command), origin.appendedAt(), origin.position(), origin.resultId());
        Outcome outcome = TaskDecider.decide(before, received, policies);
        return new Decided<>(outcome.state(), outcome.changed(), outputs(before.task(), outcome), outcome.result());
    }

    private static List<Output> outputs(Task before, Outcome outcome) {
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

    @Override
    public CommandResult refuse(Refusal refusal, TaskState state) {
        return new CommandResult(
                refusal.resultId(),
                refusal.subject(),
                refusal.time(),
                refusal.trace(),
                refusal.commandId(),
                refusal.commandType(),
                CommandResult.Outcome.REJECTED,
                false,
                refusal.code(),
                refusal.message(),
                state.version(),
                state.task().currentStatus(),
                AllowedCommands.of(state.task().situation()),
                null,
                List.of(),
                null,
                null);
    }

    @Override
    public Happened<TaskState> event(byte[] value) {
        return new TaskHappened(EventWire.read(value));
    }

    private record TaskHappened(EventEnvelope event) implements Happened<TaskState> {
        @Override
        public String subject() {
            return event.taskId().value();
        }

        @Override
        public long version() {
            return event.version();
        }

        @Override
        public @Nullable String commandPosition() {
            return event.commandPosition();
        }

        @Override
        public TaskState after(TaskState before) {
            return before.apply(event);
        }
    }

    @Override
    public String name(Due due) {
        return COMMANDS[due.kind()].shortName();
    }

    @Override
    public byte[] ask(Due due, String commandId, Instant now) {
        return CommandWire.write(new CommandEnvelope(
                new CommandId(commandId),
                TIMER,
                new TaskId(due.subject()),
                Timestamps.format(now),
                Trace.NONE,
                Actor.CLOCK,
                Channel.SYSTEM,
                null,
                new Deadline(COMMANDS[due.kind()], Instant.ofEpochMilli(due.dueAtMs())).command()));
    }
}
