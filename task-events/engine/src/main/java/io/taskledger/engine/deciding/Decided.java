package io.taskledger.engine.deciding;

import io.taskledger.contract.CommandResult;
import java.time.Instant;
import java.util.List;

/**
 * All that follows from one command, to be stored and written together or not at all.
 *
 * @param state   after the command
 * @param changed whether there is anything in it to remember
 * @param outputs what is written beside the answer, in order
 */
public record Decided<S>(S state, boolean changed, List<Output> outputs, CommandResult result) {

    /** A record for one of the topology's sinks, under the command's key. */
    public static final class Output {

        final String sink;
        final byte[] value;
        final Instant time;

        public Output(String sink, byte[] value, Instant time) {
            this.sink = sink;
            this.value = value;
            this.time = time;
        }
    }
}
