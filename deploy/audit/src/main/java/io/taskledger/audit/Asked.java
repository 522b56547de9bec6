package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A command's record, read as the contract says.
 *
 * @param readable else it belongs into the dead letters
 * @param id       of an unreadable one: where it can be answered
 * @param type     without prefix and version; null where it is unreadable
 * @param content  type and known fields as values: the same again is a repeat
 */
record Asked(
        Entry entry,
        boolean readable,
        @Nullable String id,
        @Nullable String type,
        Json json,
        String content) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_KEY_BYTES = 256;

    private static final JsonFactory ANYTHING = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static Asked read(Entry entry, Aggregate of) {
        byte[] key = entry.key();
        byte[] value = entry.value();
        if (value == null || key == null || key.length > MAX_KEY_BYTES) {
            return unreadable(entry, null);
        }
        Json json = value.length > MAX_BYTES ? null : Json.parse(value);
        if (json == null || !"1.0".equals(json.text("specversion")) || filled(json, "source") == null) {
            return unreadable(entry, answerableId(value));
        }
        String id = filled(json, "id");
        String type = Happened.shortType(filled(json, "type"));
        List<String> fields = type == null ? null : of.commandFields().get(type);
        return id == null || type == null || fields == null
                ? unreadable(entry, answerableId(value))
                : new Asked(entry, true, id, type, json, content(type, fields, json.at("data")));
    }

    private static Asked unreadable(Entry entry, @Nullable String id) {
        return new Asked(entry, false, id, null, new Json(MissingNode.getInstance()), "");
    }

    private static @Nullable String filled(Json json, String name) {
        String text = json.text(name);
        return text == null || text.isEmpty() || !UTF_8.newEncoder().canEncode(text) ? null : text;
    }

    private static String content(String type, List<String> fields, Json data) {
        Json actor = data.at("actor");
        StringBuilder content = new StringBuilder(type);
        append(content, actor, "role");
        append(content, actor, "id");
        append(content, data, "channel");
        append(content, data, "expectedVersion");
        boolean resumes = "RESUME".equals(data.text("outcome"));
        for (String field : fields) {
            // The rate goes with CANCEL only; beside RESUME it is an unknown field.
            if (!(resumes && field.equals("rateBp"))) {
                append(content, data, field);
            }
        }
        return content.toString();
    }

    private static void append(StringBuilder content, Json json, String name) {
        Long time = name.equals("asOf") ? json.time(name) : null;
        JsonNode value = json.at(name).node();
        if (!value.isMissingNode() && !value.isNull()) {
            content.append('\n').append(name).append('=').append(time == null ? value : time);
        }
    }

    /** The one outermost id that could name a command, as far as the bytes can be read. */
    private static @Nullable String answerableId(byte[] value) {
        String id = null;
        int ids = 0;
        try (JsonParser parser = ANYTHING.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean isId = parser.currentName().equals("id");
                    boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                    if (isId) {
                        ids++;
                        id = isText ? parser.getString() : null;
                    }
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // What came before the break counts.
        }
        return ids == 1 && id != null && id.matches("[A-Za-z0-9._:-]{1,64}") ? id : null;
    }

    Json data() {
        return json.at("data");
    }

    boolean is(String... types) {
        return Arrays.asList(types).contains(type);
    }

    /** What its answer must be called; the answer to a record is named by where it stood. */
    String resultId() {
        return Ids.result(entry.topic(), entry.partition(), entry.offset());
    }
}
