package io.taskledger.engine.deciding;

import java.util.List;

/**
 * How the states of an aggregate are kept.
 *
 * @param <S> one of them
 */
public interface StateForm<S> {

    /** Names their store, and so its changelog: never change it on a running system. */
    String store();

    /** Of what does not exist. */
    S none();

    /** How many events there were. */
    long version(S state);

    /** What the timer has to ask for. */
    List<Due> deadlines(String subject, S state);

    byte[] write(S state);

    /** Throws {@link IllegalStateException} where the bytes are of another form: then a rebuild is due. */
    S read(byte[] state);
}
