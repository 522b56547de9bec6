package io.taskledger.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which tasks of the partition are settled, and by which event of theirs. An entry is never removed: a settlement's id is
 * never free again.
 */
final class Settled {

    static final String STORE = "settled";

    private static final byte FORM = 1;

    private final KeyValueStore<Bytes, byte[]> store;

    Settled(ProcessingContext context) {
        this.store = context.getStateStore(STORE);
    }

    /** The version of the event that the task was settled for; 0 where it is not settled. */
    long by(String taskId) {
        byte[] value = store.get(key(taskId));
        if (value == null) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte form = bytes.get();
        if (form != FORM) {
            throw new IllegalStateException("state of form " + form + ", where " + FORM
                    + " is known; start once with --rebuild to load it from the log");
        }
        return bytes.getLong();
    }

    void put(String taskId, long version) {
        store.put(key(taskId), ByteBuffer.allocate(9).put(FORM).putLong(version).array());
    }

    private static Bytes key(String taskId) {
        return Bytes.wrap(taskId.getBytes(UTF_8));
    }
}
