package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.wire.CommandReading.Unreadable;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no command, set aside untouched, with why and from where in headers. Only what a batch on the topic could
 * not hold is cut, and says so: a compressed record may come out many times as large, and must not stop us.
 */
final class DeadLetter {

    /** Longest value that is kept whole, in bytes: far above the largest record that the contract allows. */
    private static final int MAX_VALUE_BYTES = 640 * 1024;

    /** Longest key that is kept whole, in bytes. */
    private static final int MAX_KEY_BYTES = 256 * 1024;

    private DeadLetter() {}

    static Record<byte @Nullable [], byte @Nullable []> of(
            Record<byte[], byte[]> record, RecordMetadata origin, Unreadable<?> why) {
        byte[] key = record.key();
        byte[] value = record.value();
        Headers headers = new RecordHeaders();
        put(headers, "taskledger-cause", why.cause().name());
        put(headers, "taskledger-message", why.message());
        put(headers, "taskledger-origin-topic", origin.topic());
        put(headers, "taskledger-origin-partition", Integer.toString(origin.partition()));
        put(headers, "taskledger-origin-offset", Long.toString(origin.offset()));
        put(headers, "taskledger-origin-timestamp", Long.toString(record.timestamp()));
        if (value != null && value.length > MAX_VALUE_BYTES) {
            put(headers, "taskledger-origin-value-bytes", Integer.toString(value.length));
        }
        if (key != null && key.length > MAX_KEY_BYTES) {
            put(headers, "taskledger-origin-key-bytes", Integer.toString(key.length));
        }
        return new Record<>(cut(key, MAX_KEY_BYTES), cut(value, MAX_VALUE_BYTES), record.timestamp(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
        return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }
}
