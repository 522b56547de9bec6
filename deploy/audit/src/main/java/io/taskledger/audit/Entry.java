package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands in a topic.
 *
 * @param timestampMs the broker's append time, or the writer's, as the topic is set
 * @param aborted     of a transaction that was aborted: read_committed readers never see it
 */
@SuppressWarnings("ArrayRecordComponent") // a record's bytes, never compared and never changed
public record Entry(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        byte @Nullable [] key,
        Map<String, String> headers,
        byte @Nullable [] value,
        boolean aborted) {

    /** As everybody names a record: {@code topic-partition@offset}. */
    String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** The key's bytes as text, one character each, so that keys that are not UTF-8 stay apart. Empty where there is none. */
    String group() {
        return key == null ? "" : new String(key, ISO_8859_1);
    }
}
