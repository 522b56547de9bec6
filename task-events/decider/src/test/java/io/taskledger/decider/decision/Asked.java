package io.taskledger.decider.decision;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.decision.Received;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who asks for what. */
record Asked(
        Actor actor,
        TaskCommand command,
        String id,
        @Nullable Long expectedVersion) {
    static final TaskId TASK = new TaskId("task-42");

    static Asked client(TaskCommand command) {
        return by(Role.CLIENT, "client-7", command);
    }

    static Asked creator(TaskCommand command) {
        return by(Role.CREATOR, "creator-9", command);
    }

    static Asked mcn(TaskCommand command) {
        return by(Role.MCN, "mcn-3", command);
    }

    static Asked operator(TaskCommand command) {
        return by(Role.OPERATOR, "operator-1", command);
    }

    static Asked timer(TaskCommand command) {
        return by(Role.TIMER, Actor.CLOCK.id(), command);
    }

    static Asked by(Role role, String id, TaskCommand command) {
        return new Asked(new Actor(role, id), command, "asked", null);
    }

    Asked as(String id) {
        return new Asked(actor, command, id, expectedVersion);
    }

    Asked expecting(long version) {
        return new Asked(actor, command, id, version);
    }

    CommandEnvelope envelope() {
        return new CommandEnvelope(
                new CommandId(id), "/test", TASK, null, Trace.NONE, actor, Channel.API, expectedVersion, command);
    }

    Received<CommandEnvelope> appendedAt(Instant time) {
        CommandEnvelope envelope = envelope();
        return new Received<>(envelope, CommandHash.of(envelope), time, "topic/0/0", "result");
    }
}
