package io.taskledger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Stores of one process, made and closed as Streams does, share a cache, and hold little besides. */
final class RocksDbMemoryTest {

    private static final int STORES = 24;

    /** All together more than the cache holds; each less than what one by itself would collect, 16 MiB, and keep, 50 MiB. */
    private static final int BYTES_EACH = 12 * 1024 * 1024;

    private static final byte[] VALUE = new byte[1024];

    /** Of RocksDB's arenas, in bytes. */
    private static final int SLACK = 1024 * 1024;

    @Test
    void allStoresTogetherStayWithinTheBounds(@TempDir Path directory) throws RocksDBException {
        RocksDbMemory memory = new RocksDbMemory();
        List<Options> options = new ArrayList<>();
        List<RocksDB> stores = new ArrayList<>();
        try {
            for (int i = 0; i < STORES; i++) {
                Options own = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
                memory.setConfig("store-" + i, own, Map.of());
                options.add(own);
                stores.add(RocksDB.open(own, directory.resolve("store-" + i).toString()));
            }
            for (RocksDB store : stores) {
                fill(store);
                assertThat(store.getLongProperty("rocksdb.cur-size-all-mem-tables"))
                        .isLessThanOrEqualTo(RocksDbMemory.BUFFERS * RocksDbMemory.BUFFER_BYTES + SLACK);
            }
            for (RocksDB store : stores) {
                read(store);
            }
            assertThat(RocksDbMemory.cached()).isBetween(RocksDbMemory.CACHE_BYTES / 2, RocksDbMemory.CACHE_BYTES);

            // One that goes takes nothing of the others with it.
            stores.removeFirst().close();
            memory.close("store-0", options.getFirst());
            options.removeFirst().close();
            read(stores.getFirst());
        } finally {
            stores.forEach(RocksDB::close);
            options.forEach(Options::close);
        }
    }

    private static void fill(RocksDB store) throws RocksDBException {
        try (WriteOptions writing = new WriteOptions().setDisableWAL(true)) {
            for (int i = 0; i < BYTES_EACH / VALUE.length; i++) {
                store.put(writing, key(i), VALUE);
            }
        }
    }

    private static void read(RocksDB store) throws RocksDBException {
        for (int i = 0; i < BYTES_EACH / VALUE.length; i++) {
            assertThat(store.get(key(i))).hasSize(VALUE.length);
        }
    }

    private static byte[] key(int i) {
        return ByteBuffer.allocate(4).putInt(i).array();
    }
}
