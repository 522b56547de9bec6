package io.taskledger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A mark in each store of a partition that says which log its content follows from, by the topic's id. A store without it,
 * beside others that have it, was lost alone; one with another id belongs to a log that is not there any more.
 */
public final class StateMark {

    /** Behind every name and every time: no other key begins so. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {(byte) 0xff});

    private final byte[] logId;
    private final List<KeyValueStore<Bytes, byte[]>> stores;
    private boolean set;

    /**
     * Looks at the stores. Throws {@link LostState} where they do not belong together, or not to that log.
     *
     * @param logId of the output's topic
     */
    public StateMark(String logId, List<KeyValueStore<Bytes, byte[]>> stores) {
        this.logId = logId.getBytes(UTF_8);
        this.stores = List.copyOf(stores);
        this.set = stores.stream().anyMatch(store -> store.get(KEY) != null);
        if (set) {
            stores.forEach(store -> requireMarked(store, logId));
        }
    }

    private void requireMarked(KeyValueStore<Bytes, byte[]> store, String logId) {
        byte[] mark = store.get(KEY);
        if (mark == null) {
            throw LostState.ofStore(store.name());
        }
        if (!Arrays.equals(mark, this.logId)) {
            throw LostState.ofOtherLog(store.name(), new String(mark, UTF_8), logId);
        }
    }

    /** With the first change of the state, whatever it is: a write before that would belong to no transaction. */
    public void set() {
        if (!set) {
            stores.forEach(store -> store.put(KEY, logId));
            set = true;
        }
    }
}
