package io.taskledger.creator;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.CreatorCommandWire;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.creator.decision.Allowed;
import io.taskledger.creator.decision.CreatorState;
import io.taskledger.creator.decision.Ladder;
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
 * A creator, as the engine decides about it.
 *
 * @param ladder that new violations are judged by
 */
record CreatorAggregate(Ladder ladder)
        implements Aggregate<CreatorState, CreatorCommandEnvelope, CreatorEventEnvelope> {

    private static final String TIMER = "/taskledger/timer";

    @Override
    public Topic commands() {
        return Topic.CREATOR_COMMANDS;
    }

    @Override
    public Topic events() {
        return Topic.CREATOR_EVENTS;
    }

    @Override
    public Topic deadLetters() {
        return Topic.CREATOR_DEAD_LETTERS;
    }

    @Override
    public StateForm<CreatorState> form() {
        return new CreatorForm();
    }

    @Override
    public CommandReading<CreatorCommandEnvelope> read(byte @Nullable [] key, byte @Nullable [] value) {
        return CreatorCommandWire.read(key, value);
    }

    @Override
    public long hash(CreatorCommandEnvelope command) {
        return CommandHash.of(command);
    }

    @Override
    public Judge<CreatorState, CreatorCommandEnvelope> judge(ProcessingContext context) {
        return new CreatorJudge(ladder);
    }

    @Override
    public CreatorEventEnvelope event(byte[] value) {
        return CreatorEventWire.read(value);
    }

    @Override
    public CreatorState apply(CreatorState before, CreatorEventEnvelope event) {
        return before.apply(event);
    }

    @Override
    public @Nullable CreatorStatus status(CreatorState state) {
        return state.status();
    }

    @Override
    public Map<Role, List<CommandName>> allowedCommands(CreatorState state) {
        return Allowed.of(state.creator());
    }

    @Override
    public @Nullable CreatorStanding standing(String subject, CreatorState state) {
        return state.version() == 0 ? null : state.standing(new CreatorId(subject));
    }

    /** There is one kind of deadline. */
    @Override
    public CreatorCommandType asks(Due due) {
        return CreatorCommandType.LIFT_EXPIRED_BAN;
    }

    @Override
    public byte[] ask(Due due, CommandId id, Instant now) {
        return CreatorCommandWire.write(new CreatorCommandEnvelope(
                id,
                TIMER,
                new CreatorId(due.subject()),
                Timestamps.format(now),
                Trace.NONE,
                Actor.CLOCK,
                Channel.SYSTEM,
                null,
                new LiftExpiredBan()));
    }
}
