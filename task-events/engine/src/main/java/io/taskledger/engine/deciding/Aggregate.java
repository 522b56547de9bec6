package io.taskledger.engine.deciding;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventHead;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.StatusName;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about, one at a time: how its records are read and written, and who judges. Of all this the engine knows
 * nothing.
 *
 * @param <S> the state of one
 * @param <C> a command to one
 * @param <E> what happens to one
 */
public interface Aggregate<S, C extends CommandHead, E extends EventHead> {

    /** What is asked. */
    Topic commands();

    /** What happened; written by this one only. */
    Topic events();

    /** What could not be read. */
    Topic deadLetters();

    StateForm<S> form();

    /** Never throws: whatever comes is a command, an invalid one, or a dead letter. */
    CommandReading<C> read(byte @Nullable [] key, byte @Nullable [] value);

    /** Of what a command says: the same id with another is not a repeat. */
    long hash(C command);

    /** Whoever judges in one partition; made anew whenever the partition is taken over. */
    Judge<S, C> judge(ProcessingContext context);

    /** Throws where the bytes are no event of ours. */
    E event(byte[] value);

    /** Throws {@link IllegalStateException} where the event cannot follow: then the log contradicts itself. */
    S apply(S before, E event);

    /** Null of what does not exist. */
    @Nullable
    StatusName status(S state);

    /** What each role may send now, timing aside. */
    Map<Role, List<CommandName>> allowedCommands(S state);

    /** Null of what has none. */
    @Nullable
    CreatorStanding standing(String subject, S state);

    /** What is asked for. */
    CommandName asks(Due due);

    /** The command, as bytes, that asks for it. */
    byte[] ask(Due due, CommandId id, Instant now);
}
