package io.taskledger.engine;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The state and the log do not belong together. Going on would decide things again, or never. */
public final class LostState extends IllegalStateException {

    private static final String WAY_OUT =
            " Nothing was decided. Stop all instances and start one with --rebuild to load the state from the log.";

    private LostState(String message) {
        super(message);
    }

    /** The log holds a committed record of ours that the state does not know. */
    public static LostState ofRecord(ConsumerRecord<?, ?> last) {
        return new LostState("State was lost: it does not know the record at " + last.topic() + "-" + last.partition()
                + "@" + last.offset() + ", which this service wrote." + WAY_OUT);
    }

    static LostState ofStore(String name) {
        return new LostState("State was lost: the store " + name + " is empty, while others are not." + WAY_OUT);
    }

    static LostState ofOtherLog(String name, String expected, String found) {
        return new LostState("The store " + name + " follows from a log with the topic id " + expected
                + ", but the one that is there has " + found + ": it was made anew." + WAY_OUT);
    }

    /** The input ends before what was decided: it was cut, or restored from an older copy. */
    public static LostState ofInput(String topicPartition, long end, long decided) {
        return new LostState(topicPartition + " ends at " + end + ", but commands up to " + decided
                + " were decided: the topic was cut, or restored from an older copy. Commands appended now would be taken for"
                + " those. Nothing was decided. Make the topic anew (it gets another id), and start again.");
    }
}
