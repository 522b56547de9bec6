package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.Excerpt;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Money;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandReading.Cause;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads commands of one vocabulary: all that does not depend on what they ask.
 *
 * @param <T> their types
 * @param <I> what they are about
 * @param <C> their envelope
 */
final class CommandReader<T extends CommandName, I extends Identifier, C extends CommandHead> {

    /** Largest command, in bytes. */
    static final int MAX_BYTES = 64 * 1024;

    /** A longer key names nothing, and is not answered, as the answer would carry it. In bytes. */
    private static final int MAX_KEY_BYTES = 256;

    /** What of a command is read before its own fields. */
    record Head<I extends Identifier>(
            CommandId id,
            String source,
            I subject,
            @Nullable String time,
            Trace trace,
            Actor actor,
            Channel channel,
            @Nullable Long expectedVersion) {}

    /** Reads what a command of that type asks; throws {@link UnfitField} or {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Body<T, I extends Identifier, C> {
        C read(T type, Head<I> head, JsonObject data);
    }

    private final Map<String, T> types;
    private final String subjectName;
    private final Function<String, I> subjectOf;
    private final Body<T, I, C> body;

    CommandReader(T[] types, String subjectName, Function<String, I> subjectOf, Body<T, I, C> body) {
        this.types = Stream.of(types).collect(Collectors.toMap(CommandName::typeName, Function.identity()));
        this.subjectName = subjectName;
        this.subjectOf = subjectOf;
        this.body = body;
    }

    /** Never throws: whatever comes is a command, an invalid one, or a dead letter. */
    CommandReading<C> read(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable<>(Cause.TOMBSTONE, "the record has no value", null, null);
        }
        if (key == null || key.length > MAX_KEY_BYTES) {
            return new Unreadable<>(Cause.NO_KEY, "the record's key must be the " + subjectName, null, null);
        }
        if (value.length > MAX_BYTES) {
            return unreadable(Cause.TOO_LARGE, value.length + " bytes, where " + MAX_BYTES + " are the most", value);
        }
        try {
            if (!Utf8.isPlain(value)) {
                return unreadable(Cause.NOT_JSON, "the value is not JSON in UTF-8 without a byte-order mark", value);
            }
            return cloudEvent(JsonObject.parse(value), new String(key, UTF_8), value);
        } catch (JsonObject.DuplicateName e) {
            return unreadable(Cause.DUPLICATE_NAME, Objects.requireNonNull(e.getMessage()), value);
        } catch (JsonObject.NotAnObject e) {
            return unreadable(Cause.NOT_A_CLOUDEVENT, Objects.requireNonNull(e.getMessage()), value);
        } catch (StreamConstraintsException e) {
            return unreadable(Cause.TOO_DEEP, "nested deeper than " + JsonObject.MAX_DEPTH, value);
        } catch (JacksonException e) {
            return unreadable(Cause.NOT_JSON, Excerpt.printable(e.getOriginalMessage()), value);
        }
    }

    private Unreadable<C> unreadable(Cause cause, String message, byte[] value) {
        CommandIdScan scan = CommandIdScan.of(value);
        return new Unreadable<>(cause, message, scan.id(), scan.type());
    }

    private CommandReading<C> cloudEvent(JsonObject event, String key, byte[] value) {
        String id;
        String source;
        String typeName;
        try {
            if (!event.string("specversion").equals("1.0")) {
                throw new UnfitField("specversion must be \"1.0\"");
            }
            id = filled(event, "id");
            source = filled(event, "source");
            typeName = filled(event, "type");
        } catch (UnfitField e) {
            return unreadable(Cause.NOT_A_CLOUDEVENT, Objects.requireNonNull(e.getMessage()), value);
        }
        T type = types.get(typeName);
        if (type == null) {
            return unreadable(Cause.UNKNOWN_TYPE, "no command has the type " + Excerpt.of(typeName), value);
        }
        return command(event, key, id, source, type);
    }

    private static String filled(JsonObject event, String name) {
        String value = event.optionalText(name, MAX_BYTES);
        if (value == null || value.isEmpty()) {
            throw new UnfitField(name + " is missing");
        }
        return value;
    }

    private CommandReading<C> command(JsonObject event, String key, String id, String source, T type) {
        Trace trace = Trace.NONE;
        I subject = null;
        try {
            subject = subject(event, key);
            trace = new Trace(
                    event.optionalText("correlationid", Trace.MAX_LENGTH),
                    event.optionalText("traceparent", Trace.MAX_LENGTH));
            JsonObject data = event.object("data");
            JsonObject who = data.object("actor");
            Actor actor = new Actor(who.oneOf("role", Role.class), who.string("id"));
            Channel channel = data.oneOf("channel", Channel.class);
            Long expectedVersion = data.optionalInteger("expectedVersion", 0, Money.MAX_MINOR);
            Head<I> head = new Head<>(
                    new CommandId(id),
                    source,
                    subject,
                    event.stringOrNull("time"),
                    trace,
                    actor,
                    channel,
                    expectedVersion);
            return new Valid<>(body.read(type, head, data));
        } catch (UnfitField e) {
            return new Invalid<>(id, type, subject, trace, e.code(), Objects.requireNonNull(e.getMessage()));
        } catch (IllegalArgumentException e) {
            String message = Objects.requireNonNull(e.getMessage());
            return new Invalid<>(id, type, subject, trace, RejectionCode.INVALID_COMMAND, message);
        }
    }

    private I subject(JsonObject event, String key) {
        String subject = event.string("subject");
        if (!subject.equals(key)) {
            throw new UnfitField("key and subject must be the same " + subjectName + ", but the key is "
                    + Excerpt.of(key) + " and the subject " + Excerpt.of(subject));
        }
        if (!Identifier.isValid(subject)) {
            throw new UnfitField("subject must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(subject));
        }
        return subjectOf.apply(subject);
    }
}
