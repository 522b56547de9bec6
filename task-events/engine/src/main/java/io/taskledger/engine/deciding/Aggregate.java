package io.taskledger.engine.deciding;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about, one at a time: how its records are read and written, and who judges. Of all this the engine knows
 * nothing.
 *
 * @param <S> the state of one
 * @param <C> a command to one
 */
public interface Aggregate<S, C extends CommandHead> {

    /** What is asked. */
    Topic commands();

    /** What happened; written by this one only. */
    Topic events();

    /** What could not be read. */
    Topic deadLetters();

    StateForm<S> form();

    /** Never throws: whatever comes is a command, an invalid one, or a dead letter. */
    CommandReading<C> read(byte @Nullable [] key, byte @Nullable [] value);

    /** Judges one command. Pure: what follows is only named, the engine does it. */
    Decided<S> decide(S before, C command, Origin origin);

    /** The answer to what was not judged. */
    CommandResult refuse(Refusal refusal, S state);

    /** Throws where the bytes are no event of ours. */
    Happened<S> event(byte[] value);

    /** What is asked for, by the command's name; part of the ids of the timer's commands. */
    String name(Due due);

    /** The command, as bytes, that asks for what is due. */
    byte[] ask(Due due, String commandId, Instant now);
}
