package io.taskledger.engine.deciding;

import io.taskledger.contract.CommandHead;
import io.taskledger.decision.Received;

/** Judges commands; what follows from one is only named here, the engine does it. */
@FunctionalInterface
public interface Judge<S, C extends CommandHead> {
    Decided<S> decide(S before, Received<C> received);
}
