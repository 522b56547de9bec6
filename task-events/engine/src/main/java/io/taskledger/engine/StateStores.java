package io.taskledger.engine;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Makes the services' stores: raw bytes, with a changelog that is as safe as the topics.
 *
 * @param kind        on disk or on the heap
 * @param replication of the changelogs
 */
public record StateStores(Kind kind, short replication) {

    /** Where state lives between two restarts of a service. */
    public enum Kind {
        /** On disk: bounded memory. */
        ROCKSDB,
        /** On the heap: about twice as fast, and restored from the changelog at every start. */
        MEMORY
    }

    /** Ordered by key, unsigned byte by byte. */
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                        kind == Kind.ROCKSDB
                                ? Stores.persistentKeyValueStore(name)
                                : Stores.inMemoryKeyValueStore(name),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingEnabled(changelog())
                .withCachingDisabled();
    }

    /** What a topic holds, latest of each key: the topic itself restores it. */
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> copyOfTopic(String name) {
        return store(name).withLoggingDisabled();
    }

    /**
     * The segment that is being written is never compacted: at the default of 1 GiB a lost disk is restored from every state
     * that a task ever had.
     */
    private Map<String, String> changelog() {
        return Map.of(
                "min.insync.replicas",
                replication > 1 ? "2" : "1",
                "segment.bytes",
                Integer.toString(16 * 1024 * 1024));
    }

    /** For few keys that change with every record: only the last value before a commit reaches the changelog. */
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> smallHotStore(String name) {
        return store(name).withCachingEnabled();
    }
}
