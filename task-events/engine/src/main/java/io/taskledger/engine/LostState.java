package io.taskledger.engine;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The state does not know what the log says was decided. Going on would decide it again. */
public final class LostState extends IllegalStateException {

    /**
     * Names what is missing, and the way out.
     *
     * @param last the committed record of the output that the state does not know
     */
    public LostState(ConsumerRecord<?, ?> last) {
        super("State was lost: it does not know the record at " + last.topic() + "-" + last.partition() + "@"
                + last.offset()
                + ", which this service wrote. Nothing was decided. Stop all instances and start one with --rebuild to load the"
                + " state from the log.");
    }
}
