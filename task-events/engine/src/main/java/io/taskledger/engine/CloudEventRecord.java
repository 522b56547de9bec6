package io.taskledger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** The form of every record of ours. */
public final class CloudEventRecord {

    private static final byte[] CONTENT_TYPE = "application/cloudevents+json".getBytes(UTF_8);

    private CloudEventRecord() {}

    public static Record<byte[], byte[]> of(byte[] key, byte[] value, Instant time) {
        Headers headers = new RecordHeaders();
        headers.add("content-type", CONTENT_TYPE);
        return new Record<>(key, value, time.toEpochMilli(), headers);
    }
}
