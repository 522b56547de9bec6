package io.taskledger.contract.wire;

import io.taskledger.contract.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * A JSON object just read: a handful of names and values, looked up by walking over them, which for a dozen fields is
 * the fastest way there is. A name that is there twice is refused, as nobody could say which value was meant.
 */
final class JsonObject {

    /** Deepest nesting that is read, the outermost object included. */
    static final int MAX_DEPTH = 16;

    /** From so many names on, duplicates are looked for with a set. */
    private static final int FEW = 24;

    private static final JsonFactory JSON = JsonFactory.builder()
            // The default pool of buffers is shared by all threads, which costs.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // The document's length is bounded before; no part of it needs a bound of its own.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A number that is no integer of 64 bits, as text. */
    private record OtherNumber(String text) {}

    private final String path;
    private String[] names = new String[16];
    private @Nullable Object[] values = new Object[16];
    private int size;

    private JsonObject(String path) {
        this.path = path;
    }

    /** The whole document. Throws {@link DuplicateName}, or Jackson's exceptions where it is no JSON object. */
    static JsonObject parse(byte[] document) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotAnObject();
            }
            JsonObject object = object(parser, "");
            if (parser.nextToken() != null) {
                throw new NotAnObject();
            }
            return object;
        }
    }

    /** Thrown where one object has a name twice. */
    static final class DuplicateName extends RuntimeException {
        DuplicateName(String name) {
            super("the name " + Excerpt.of(name) + " is there twice", null, false, false);
        }
    }

    /** Thrown where the document is JSON, but not one object. */
    static final class NotAnObject extends RuntimeException {
        NotAnObject() {
            super("the value is not one JSON object", null, false, false);
        }
    }

    private static JsonObject object(JsonParser parser, String path) {
        JsonObject object = new JsonObject(path);
        Set<String> seen = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.size == FEW) {
                seen = new HashSet<>(Arrays.asList(object.names).subList(0, FEW));
            }
            if (seen == null ? object.indexOf(name) >= 0 : !seen.add(name)) {
                throw new DuplicateName(name);
            }
            parser.nextToken();
            object.add(name, value(parser, path, name));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, String path, String name) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT ->
                parser.getStringLength() <= 18 ? parser.getLongValue() : new OtherNumber(parser.getString());
            case VALUE_NUMBER_FLOAT -> new OtherNumber(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            // The fields of data are named without it: senders know them so.
            case START_OBJECT -> object(parser, path.isEmpty() && name.equals("data") ? "" : path + name + ".");
            case START_ARRAY -> array(parser, path, name);
            default -> throw new IllegalStateException("a complete document has no token " + parser.currentToken());
        };
    }

    private static List<@Nullable Object> array(JsonParser parser, String path, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, path, name));
        }
        return values;
    }

    private void add(String name, @Nullable Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Object get(String name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    /** The text of a field that may be absent; null counts as absent. */
    @Nullable
    String optionalString(String name) {
        Object value = get(name);
        if (value != null && !(value instanceof String)) {
            throw unfit(name, "a string", value);
        }
        return (String) value;
    }

    /** The text of a field that nothing depends on: null where it is anything else. */
    @Nullable
    String stringOrNull(String name) {
        return get(name) instanceof String text ? text : null;
    }

    String string(String name) {
        String value = optionalString(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** Free text: UTF-16 without unpaired surrogates, which no UTF-8 can hold. */
    @Nullable
    String optionalText(String name, int maxCharacters) {
        String text = optionalString(name);
        if (text != null && text.length() > maxCharacters && text.codePointCount(0, text.length()) > maxCharacters) {
            throw new UnfitField(path + name + " must be at most " + maxCharacters + " characters");
        }
        if (text != null
                && text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new UnfitField(path + name + " must be valid Unicode, but holds an unpaired surrogate");
        }
        return text;
    }

    String text(String name, int maxCharacters) {
        String text = optionalText(name, maxCharacters);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    @Nullable
    Long optionalInteger(String name, long min, long max) {
        Object value = get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        throw unfit(name, "an integer from " + min + " to " + max, value);
    }

    long integer(String name, long min, long max) {
        Long value = optionalInteger(name, min, max);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    boolean bool(String name) {
        if (get(name) instanceof Boolean value) {
            return value;
        }
        throw unfit(name, "true or false", get(name));
    }

    @Nullable
    JsonObject optionalObject(String name) {
        Object value = get(name);
        if (value != null && !(value instanceof JsonObject)) {
            throw unfit(name, "an object", value);
        }
        return (JsonObject) value;
    }

    JsonObject object(String name) {
        JsonObject value = optionalObject(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    <E extends Enum<E>> @Nullable E optionalOneOf(String name, Class<E> type) {
        Object value = get(name);
        return value == null ? null : one(name, type, value);
    }

    private <E extends Enum<E>> E one(String name, Class<E> type, Object value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        List<String> allowed =
                Stream.of(type.getEnumConstants()).map(Enum::name).toList();
        throw unfit(name, "one of " + String.join(", ", allowed), value);
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        E value = optionalOneOf(name, type);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    Instant instant(String name) {
        String text = string(name);
        try {
            return Timestamps.parse(text);
        } catch (RuntimeException e) {
            throw unfit(name, "an RFC 3339 time in UTC", text);
        }
    }

    @Nullable
    Instant optionalInstant(String name) {
        return get(name) == null ? null : instant(name);
    }

    /** In the contract's one form only, as others send it: in UTC, with milliseconds. */
    Instant strictInstant(String name) {
        Instant instant = instant(name);
        String text = string(name);
        if (text.length() == 24 && Timestamps.format(instant).equals(text)) {
            return instant;
        }
        throw unfit(name, "an RFC 3339 time in UTC with milliseconds", text);
    }

    /** Each of a list of constants. */
    <E extends Enum<E>> List<E> allOf(String name, Class<E> type) {
        return strings(name).stream().map(text -> one(name, type, text)).toList();
    }

    List<JsonObject> objects(String name) {
        return elements(name, JsonObject.class);
    }

    List<String> strings(String name) {
        return elements(name, String.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        if (!(get(name) instanceof List<?> list) || !list.stream().allMatch(type::isInstance)) {
            throw unfit(name, "a list of " + (type == String.class ? "strings" : "objects"), get(name));
        }
        return list.stream().map(type::cast).toList();
    }

    /** All fields, which must be strings, by name. */
    SortedMap<String, String> allStrings() {
        SortedMap<String, String> all = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            all.put(names[i], string(names[i]));
        }
        return all;
    }

    private UnfitField missing(String name) {
        return new UnfitField(path + name + " is missing");
    }

    private UnfitField unfit(String name, String expected, @Nullable Object value) {
        String was = switch (value) {
            case null -> "null";
            case String text -> Excerpt.of(text);
            case OtherNumber number -> Excerpt.of(number.text());
            case JsonObject object -> "an object";
            case List<?> list -> "a list";
            default -> value.toString();
        };
        return new UnfitField(path + name + " must be " + expected + ", but was " + was);
    }
}
