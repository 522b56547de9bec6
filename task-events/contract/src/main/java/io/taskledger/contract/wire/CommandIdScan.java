package io.taskledger.contract.wire;

import io.taskledger.contract.Excerpt;
import io.taskledger.contract.Identifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks for whom to answer in bytes that are no command: the outermost {@code id} and {@code type}, as far as the bytes
 * can be read at all.
 *
 * @param id   null where there is none, more than one, or none that could name a command
 * @param type null where it could not be read
 */
record CommandIdScan(@Nullable String id, @Nullable String type) {

    /** Longest type name that an answer repeats, in characters. */
    private static final int MAX_TYPE_LENGTH = 256;

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static CommandIdScan of(byte[] value) {
        String id = null;
        String type = null;
        int ids = 0;
        try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken token = parser.nextToken();
                    boolean text = token == JsonToken.VALUE_STRING;
                    if (name.equals("id")) {
                        ids++;
                        id = text ? parser.getString() : null;
                    } else if (name.equals("type")) {
                        type = text ? parser.getString() : null;
                    }
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // What came before the break was readable.
        }
        boolean answerable = ids == 1 && id != null && Identifier.isValid(id);
        boolean sayable = type != null
                && type.length() <= MAX_TYPE_LENGTH
                && Excerpt.printable(type).equals(type);
        return new CommandIdScan(answerable ? id : null, sayable ? type : null);
    }
}
