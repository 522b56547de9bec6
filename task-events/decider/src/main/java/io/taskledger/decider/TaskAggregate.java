package io.taskledger.decider;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Status;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.decider.decision.Deadline;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.deciding.Aggregate;
import io.taskledger.engine.deciding.Due;
import io.taskledger.engine.deciding.Judge;
import io.taskledger.engine.deciding.StateForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * A task, as the engine decides about it.
 *
 * @param policies that tasks are or were pinned to
 * @param creators whether orders need a review
 */
record TaskAggregate(Policies policies, Creators creators)
        implements Aggregate<TaskState, CommandEnvelope, EventEnvelope> {

    private static final String TIMER = "/taskledger/timer";

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
    public long hash(CommandEnvelope command) {
        return CommandHash.of(command);
    }

    @Override
    public Judge<TaskState, CommandEnvelope> judge(ProcessingContext context) {
        return new TaskJudge(policies, creators, new Standings(context));
    }

    @Override
    public EventEnvelope event(byte[] value) {
        return EventWire.read(value);
    }

    @Override
    public TaskState apply(TaskState before, EventEnvelope event) {
        return before.apply(event);
    }

    @Override
    public @Nullable Status status(TaskState state) {
        return state.task().currentStatus();
    }

    @Override
    public Map<Role, List<CommandName>> allowedCommands(TaskState state) {
        return AllowedCommands.of(state.task().situation());
    }

    @Override
    public @Nullable CreatorStanding standing(String subject, TaskState state) {
        return null;
    }

    @Override
    public CommandType asks(Due due) {
        return TaskForm.asks(due);
    }

    @Override
    public byte[] ask(Due due, CommandId id, Instant now) {
        return CommandWire.write(new CommandEnvelope(
                id,
                TIMER,
                new TaskId(due.subject()),
                Timestamps.format(now),
                Trace.NONE,
                Actor.CLOCK,
                Channel.SYSTEM,
                null,
                new Deadline(asks(due), Instant.ofEpochMilli(due.dueAtMs())).command()));
    }
}
