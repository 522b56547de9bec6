package io.taskledger.creator.decision;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.decision.Received;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who asks for what. */
record Asked(
        Actor actor,
        CreatorCommand command,
        String id,
        @Nullable Long expectedVersion) {
    static final CreatorId CREATOR = new CreatorId("creator-9");

    static Asked creator(CreatorCommand command) {
        return by(Role.CREATOR, CREATOR.value(), command);
    }

    static Asked mcn(CreatorCommand command) {
        return by(Role.MCN, "mcn-3", command);
    }

    static Asked operator(CreatorCommand command) {
        return by(Role.OPERATOR, "operator-1", command);
    }

    static Asked timer(CreatorCommand command) {
        return by(Role.TIMER, Actor.CLOCK.id(), command);
    }

    static Asked by(Role role, String id, CreatorCommand command) {
        return new Asked(new Actor(role, id), command, "asked", null);
    }

    Asked as(String id) {
        return new Asked(actor, command, id, expectedVersion);
    }

    Asked expecting(long version) {
        return new Asked(actor, command, id, version);
    }

    Received<CreatorCommandEnvelope> appendedAt(Instant time) {
        CreatorCommandEnvelope envelope = new CreatorCommandEnvelope(
                new CommandId(id), "/test", CREATOR, null, Trace.NONE, actor, Channel.API, expectedVersion, command);
        return new Received<>(envelope, CommandHash.of(envelope), time, "topic/0/0", "result");
    }
}
