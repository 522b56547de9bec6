package io.taskledger.audit;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An object of a record's value. What is absent, null or of another type reads as null. */
record Json(JsonNode node) {

    /** Deepest nesting that the contract allows. */
    private static final int MAX_DEPTH = 16;

    private static final int LONGEST_SHOWN = 200;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Null where the bytes are not one JSON object in UTF-8, with names once, nested 16 deep at most. */
    static @Nullable Json parse(byte @Nullable [] value) {
        if (value == null || value.length < 2 || isOtherEncoding(value[0], value[1])) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(value);
            return node.isObject() ? new Json(node) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** UTF-16, UTF-32, or a byte-order mark. */
    private static boolean isOtherEncoding(byte first, byte second) {
        return first == 0 || second == 0 || first == (byte) 0xEF || first == (byte) 0xFE || first == (byte) 0xFF;
    }

    Json at(String name) {
        JsonNode child = node.get(name);
        return new Json(child == null ? MissingNode.getInstance() : child);
    }

    @Nullable
    String text(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    @Nullable
    Long number(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    @Nullable
    BigDecimal decimal(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isNumber() ? value.decimalValue() : null;
    }

    /** A number that may be absent, where nothing else may be −1. */
    long numberOr(String name, long otherwise) {
        Long value = number(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    Boolean bool(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            return null;
        }
        return value.booleanValue();
    }

    /** Milliseconds since 1970 of an RFC 3339 time. */
    @Nullable
    Long time(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    List<Json> list(String name) {
        return at(name).node.values().stream().map(Json::new).toList();
    }

    List<String> texts(String name) {
        return at(name).node.values().stream()
                .map(value -> value.isString() ? value.stringValue() : "?")
                .toList();
    }

    /** For a report: printable and short. */
    static String shown(String text) {
        String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
