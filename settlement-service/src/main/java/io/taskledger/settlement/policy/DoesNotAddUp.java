package io.taskledger.settlement.policy;

import io.taskledger.contract.EventEnvelope;

/** An event that cannot be paid from. The service stops: somebody has to look. */
public final class DoesNotAddUp extends IllegalStateException {

    DoesNotAddUp(EventEnvelope event, String why) {
        super("Event " + event.id() + " (version " + event.version() + " of task "
                + event.taskId().value() + ") cannot be settled: " + why);
    }
}
