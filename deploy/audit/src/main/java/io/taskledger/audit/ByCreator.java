package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of creators from all partitions, as a creator's tasks are not on its own: put together creator by creator at
 * the very end; on disk, where it is much.
 */
final class ByCreator implements AutoCloseable {

    /** Text that is no Unicode must pass. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Buckets all;

    /** All that was added of one creator, in that order. */
    record Known(String creatorId, List<Entry> entries) {
        <T> List<T> all(Class<T> type) {
            return entries.stream()
                    .filter(entry -> entry.topic().equals(type.getSimpleName()))
                    .map(entry -> MAPPER.readValue(Objects.requireNonNull(entry.value()), type))
                    .toList();
        }
    }

    ByCreator(long bytesInMemory) {
        this.all = new Buckets(bytesInMemory);
    }

    /** A record, whose type it is found by. */
    void add(String creatorId, Object value) {
        String type = value.getClass().getSimpleName();
        byte[] bytes = MAPPER.writeValueAsBytes(value);
        all.add(new Entry(type, 0, 0, 0, creatorId.getBytes(UTF_8), Map.of(), bytes, false));
    }

    /** Once all is added. */
    int buckets() {
        return all.count();
    }

    /** Once all is added; then it is gone. */
    List<Known> take(int bucket) throws IOException {
        return all.take(bucket).values().stream()
                .map(entries -> new Known(id(entries.getFirst()), entries))
                .toList();
    }

    private static String id(Entry entry) {
        return new String(Objects.requireNonNull(entry.key()), UTF_8);
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
