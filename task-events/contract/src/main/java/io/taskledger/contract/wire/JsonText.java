package io.taskledger.contract.wire;

import io.taskledger.contract.Actor;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Text;
import io.taskledger.contract.Trace;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one CloudEvent, field by field in the order given; what is null is left out. */
final class JsonText {

    private final JsonBytes json = new JsonBytes();

    private JsonText() {}

    static byte[] write(Consumer<JsonText> fields) {
        JsonText text = new JsonText();
        text.json.bracket('{');
        fields.accept(text);
        text.json.bracket('}');
        return text.json.toBytes();
    }

    /** The attributes that every record begins with. */
    JsonText head(String id, String type, String source, Identifier subject, @Nullable String time) {
        return head(id, type, source, subject.value(), time);
    }

    JsonText head(String id, String type, String source, String subject, @Nullable String time) {
        return put("specversion", "1.0")
                .put("id", id)
                .put("type", type)
                .put("source", source)
                .put("subject", subject)
                .put("time", time);
    }

    JsonText trace(Trace trace) {
        return put("correlationid", trace.correlationId()).put("traceparent", trace.traceparent());
    }

    JsonText data(Consumer<JsonText> fields) {
        return put("datacontenttype", "application/json").object("data", fields);
    }

    JsonText put(String name, @Nullable String value) {
        if (value != null) {
            json.name(name).string(value);
        }
        return this;
    }

    JsonText put(String name, @Nullable Identifier value) {
        return put(name, value == null ? null : value.value());
    }

    JsonText put(String name, @Nullable Enum<?> value) {
        return put(name, value == null ? null : value.name());
    }

    JsonText put(String name, @Nullable Instant value) {
        return put(name, value == null ? null : Timestamps.format(value));
    }

    JsonText put(String name, long value) {
        json.name(name).plain(Long.toString(value));
        return this;
    }

    JsonText put(String name, boolean value) {
        json.name(name).plain(Boolean.toString(value));
        return this;
    }

    JsonText put(String name, @Nullable Long value) {
        return value == null ? this : put(name, value.longValue());
    }

    JsonText put(String name, Actor actor) {
        return object(name, o -> o.put("role", actor.role()).put("id", actor.id()));
    }

    JsonText put(String name, PolicyRef policy) {
        return object(name, o -> o.put("id", policy.id()).put("version", policy.version()));
    }

    JsonText put(String name, Text text) {
        return object(name, o -> o.put("zh", text.zh()).put("en", text.en()));
    }

    JsonText put(String name, @Nullable Quote quote) {
        return quote == null
                ? this
                : object(
                        name,
                        o -> o.put("amountMinor", quote.total().amountMinor())
                                .put("currency", quote.total().currency().getCurrencyCode())
                                .put("rateBp", quote.rateBp())
                                .put("toCreatorMinor", quote.toCreatorMinor())
                                .put("toClientMinor", quote.toClientMinor())
                                .put("rule", quote.rule())
                                .put("policy", quote.policy()));
    }

    JsonText put(String name, @Nullable CreatorStanding standing) {
        return standing == null ? this : object(name, o -> o.fields(standing));
    }

    /** Also where they are the data itself. */
    JsonText fields(CreatorStanding standing) {
        return put("creatorId", standing.creatorId())
                .put("version", standing.version())
                .put("status", standing.status())
                .put("kind", standing.kind())
                .put("mcnId", standing.mcnId())
                .objects(
                        "bans",
                        standing.bans(),
                        (o, ban) -> o.put("violationId", ban.violationId())
                                .put("from", ban.from())
                                .put("until", ban.until()));
    }

    JsonText object(String name, Consumer<JsonText> fields) {
        json.name(name).bracket('{');
        fields.accept(this);
        json.bracket('}');
        return this;
    }

    <T> JsonText strings(String name, Iterable<T> values, Function<T, String> text) {
        json.name(name).bracket('[');
        for (T value : values) {
            json.next().string(text.apply(value));
        }
        json.bracket(']');
        return this;
    }

    <T> JsonText objects(String name, Iterable<T> values, BiConsumer<JsonText, T> fields) {
        json.name(name).bracket('[');
        for (T value : values) {
            json.next().bracket('{');
            fields.accept(this, value);
            json.bracket('}');
        }
        json.bracket(']');
        return this;
    }
}
