package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The highest offset of the partition that was decided. A record at or below it was decided before, whatever has happened
 * to the group's offsets: deciding it again could give another answer, as the state has gone on. It counts for the one topic
 * that it was read from, which is known by its id: in a topic made anew, offsets begin anew.
 */
final class DecidedUpTo {

    private static final Bytes KEY = Bytes.wrap("commands".getBytes(UTF_8));

    private final KeyValueStore<Bytes, byte[]> store;
    private final String topicId;
    private final int partition;
    private long offset = -1;

    DecidedUpTo(KeyValueStore<Bytes, byte[]> store, String topicId, int partition) {
        this.store = store;
        this.topicId = topicId;
        this.partition = partition;
        byte[] last = store.get(KEY);
        if (last != null) {
            raise(new String(last, UTF_8));
        }
    }

    boolean covers(long offset) {
        return offset <= this.offset;
    }

    /** −1 where nothing was decided yet. */
    long offset() {
        return offset;
    }

    void advance(long offset) {
        this.offset = offset;
        store.put(KEY, position(offset).getBytes(UTF_8));
    }

    /** As in the {@code commandposition} of events. */
    String position(long offset) {
        return topicId + "/" + partition + "/" + offset;
    }

    /** While the state is rebuilt: events say where their commands stood. */
    void learn(@Nullable String commandPosition) {
        if (raise(commandPosition)) {
            advance(offset);
        }
    }

    private boolean raise(@Nullable String position) {
        String prefix = topicId + "/" + partition + "/";
        if (position == null || !position.startsWith(prefix)) {
            return false;
        }
        long said = Long.parseLong(position, prefix.length(), position.length(), 10);
        boolean higher = said > offset;
        offset = Math.max(offset, said);
        return higher;
    }
}
