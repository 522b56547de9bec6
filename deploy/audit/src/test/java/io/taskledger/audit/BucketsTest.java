package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory is bounded by what records hold, not by how many there are. */
final class BucketsTest {

    @Test
    void few_large_records_go_through_files() throws Exception {
        assertThat(offsetsOfTwoKeys(10_000, 1)).isEqualTo(1);
        assertThat(offsetsOfTwoKeys(10_000, 64 * 1024)).isEqualTo(Buckets.FILES);
    }

    /** Returns into how many buckets they went. */
    private static int offsetsOfTwoKeys(long bytesInMemory, int size) throws Exception {
        try (Buckets buckets = new Buckets(bytesInMemory)) {
            for (int offset = 0; offset < 6; offset++) {
                byte[] key = ("task-" + offset % 2).getBytes(UTF_8);
                buckets.add(new Entry("task.events", 0, offset, 0, key, Map.of(), new byte[size], false));
            }
            List<List<Long>> taken = new ArrayList<>();
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
                buckets.take(bucket)
                        .values()
                        .forEach(group ->
                                taken.add(group.stream().map(Entry::offset).toList()));
            }
            assertThat(taken).containsExactlyInAnyOrder(List.of(0L, 2L, 4L), List.of(1L, 3L, 5L));
            return buckets.count();
        }
    }
}
