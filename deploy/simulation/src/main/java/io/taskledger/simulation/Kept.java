package io.taskledger.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What outlives the instances of a service: the group's offsets and the changelogs, by partition. */
final class Kept {

    private final long[] committed = new long[Broker.PARTITIONS];
    private final long[] highest = new long[Broker.PARTITIONS];
    private final boolean[] rebuilt = new boolean[Broker.PARTITIONS];
    private final List<Map<String, Map<Bytes, byte[]>>> changelogs = new ArrayList<>();

    Kept() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            changelogs.add(new HashMap<>());
        }
    }

    long committed(int partition) {
        return committed[partition];
    }

    void restore(StreamTask task, int partition) {
        task.init(changelogs.get(partition), committed[partition]);
    }

    void commit(int partition, StreamTask task) {
        keep(partition, task);
        rebuilt[partition] &= task.position() == committed[partition];
        commitOffset(partition, task.position());
    }

    void commitOffset(int partition, long offset) {
        committed[partition] = offset;
        highest[partition] = Math.max(highest[partition], offset);
    }

    void keep(int partition, StreamTask task) {
        changelogs.set(partition, task.changelogs());
    }

    void rebuilt(int partition, StreamTask fold) {
        keep(partition, fold);
        rebuilt[partition] = true;
    }

    /**
     * The log has no refusals: after a rebuild the group's offsets alone tell that they were answered. So not both are lost
     * at once; an operator who loses both is told that refused commands are judged anew.
     */
    boolean knowsWhatItRefused() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            if (rebuilt[partition] || committed[partition] < highest[partition]) {
                return false;
            }
        }
        return true;
    }

    /** As {@code auto.offset.reset=earliest} has it. */
    void forgetOffsets() {
        Arrays.fill(committed, 0);
    }

    /** All stores of a partition, or one of them. */
    void loseState(int partition, @Nullable String store) {
        if (store == null) {
            changelogs.get(partition).clear();
        } else {
            changelogs.get(partition).remove(store);
        }
    }

    List<String> stores(int partition) {
        return changelogs.get(partition).keySet().stream().sorted().toList();
    }

    /** As committed. */
    Map<Bytes, byte[]> store(int partition, String name) {
        return changelogs.get(partition).getOrDefault(name, Map.of());
    }
}
