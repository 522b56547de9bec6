package io.taskledger.engine;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * Bounds what RocksDB takes beside the heap. By default each store takes up to 98 MiB of its own, and a decider of 12 partitions
 * has 36 stores; with this they share one cache, and each takes up to 8 MiB besides.
 *
 * <p>Each has its own bound for what is not on disk yet, not one for all: past a common bound every write would write down what
 * little its store has, while stores that nobody writes to keep what they hold.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

    /** What all stores together keep of what they have read, with indexes and filters, in bytes. */
    static final long CACHE_BYTES = 128L * 1024 * 1024;

    /** Of one store, in bytes: so much is collected before it is written down, while as much more is being written down. */
    static final long BUFFER_BYTES = 4L * 1024 * 1024;

    static final int BUFFERS = 2;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        // Streams has made one, with a cache of the store's own.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(BUFFERS);
    }

    /** Nothing of a store's own: the cache is the process's. */
    @Override
    public void close(String storeName, Options options) {}

    /** Of the cache now, in bytes. */
    static long cached() {
        return CACHE.getUsage();
    }
}
