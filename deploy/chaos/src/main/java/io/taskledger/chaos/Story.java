package io.taskledger.chaos;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.Identifier.CommandId;
import java.util.List;

/**
 * What people do to one task or creator, step by step. In a step with two lines both are sent at once, by different senders:
 * the log decides.
 */
record Story(List<List<Line>> steps) {

    /** Every sender of ours. */
    static final String SOURCE = "/campaign";

    /** One command, by somebody. Sent again it has the same id. */
    interface Line {
        CommandHead under(CommandId id);
    }

    Story {
        steps = List.copyOf(steps);
    }
}
