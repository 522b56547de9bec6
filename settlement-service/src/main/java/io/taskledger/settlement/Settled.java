package io.taskledger.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.topics.Topic;
import io.taskledger.engine.LostState;
import io.taskledger.engine.StateMark;
import io.taskledger.engine.Surroundings;
import java.nio.ByteBuffer;
import java.util.List;
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
    private final StateMark mark;

    /** Throws {@link LostState} where the store does not belong to the log that is there. */
    Settled(ProcessingContext context, Surroundings surroundings) {
        this.store = context.getStateStore(STORE);
        this.mark = new StateMark(surroundings.topicId(Topic.SETTLEMENTS), List.of(store));
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
        mark.set();
        store.put(key(taskId), ByteBuffer.allocate(9).put(FORM).putLong(version).array());
    }

    private static Bytes key(String taskId) {
        return Bytes.wrap(taskId.getBytes(UTF_8));
    }
}
