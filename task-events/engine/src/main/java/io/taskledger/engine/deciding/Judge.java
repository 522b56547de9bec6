package io.taskledger.engine.deciding;

/** Judges commands; what follows from one is only named here, the engine does it. */
@FunctionalInterface
public interface Judge<S, C> {
    Decided<S> decide(S before, C command, Origin origin);
}
