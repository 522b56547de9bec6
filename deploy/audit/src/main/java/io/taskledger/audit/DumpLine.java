package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A line of a dump: a JSON object. One for each partition says what is there ({@code topic, partition, partitions, topicId,
 * start, end}), one for each record what it is ({@code topic, partition, offset, timestamp, key, headers, value, aborted}).
 * Bytes that are UTF-8 are text; others are in {@code keyBase64} and {@code valueBase64}.
 */
final class DumpLine {

    private DumpLine() {}

    static byte[] of(Entry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("topic", entry.topic());
        line.put("partition", entry.partition());
        line.put("offset", entry.offset());
        line.put("timestamp", entry.timestampMs());
        bytes(line, "key", entry.key());
        if (!entry.headers().isEmpty()) {
            line.put("headers", entry.headers());
        }
        bytes(line, "value", entry.value());
        if (entry.aborted()) {
            line.put("aborted", true);
        }
        return Json.MAPPER.writeValueAsBytes(line);
    }

    static byte[] of(Log log, Topics topic, int partition) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("topic", topic.topic);
        line.put("partition", partition);
        line.put("partitions", log.partitions());
        if (topic == Topics.COMMANDS || topic == Topics.CREATOR_COMMANDS) {
            line.put("topicId", log.topicId(topic));
        }
        line.put("start", log.extent(topic, partition).start());
        line.put("end", log.extent(topic, partition).end());
        return Json.MAPPER.writeValueAsBytes(line);
    }

    private static void bytes(Map<String, Object> line, String name, byte @Nullable [] bytes) {
        if (bytes != null) {
            String text = new String(bytes, UTF_8);
            if (Arrays.equals(text.getBytes(UTF_8), bytes)) {
                line.put(name, text);
            } else {
                line.put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    /** Throws {@link IllegalArgumentException} where the line is no record. */
    static Entry entry(JsonNode node) {
        Json json = new Json(node);
        Map<String, String> headers = new LinkedHashMap<>();
        json.at("headers")
                .node()
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        String topic = json.text("topic");
        long offset = json.numberOr("offset", -1);
        if (topic == null || offset < 0) {
            throw new IllegalArgumentException("no record: " + Json.shown(node.toString()));
        }
        return new Entry(
                topic,
                (int) json.numberOr("partition", -1),
                offset,
                json.numberOr("timestamp", -1),
                bytes(json, "key"),
                headers,
                bytes(json, "value"),
                Boolean.TRUE.equals(json.bool("aborted")));
    }

    private static byte @Nullable [] bytes(Json json, String name) {
        String text = json.text(name);
        if (text != null) {
            return text.getBytes(UTF_8);
        }
        String encoded = json.text(name + "Base64");
        return encoded == null ? null : Base64.getDecoder().decode(encoded);
    }
}
