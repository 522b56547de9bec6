package io.taskledger.contract.wire;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Trace;
import java.time.DateTimeException;
import java.util.Currency;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** What the readers of our own records share. Whatever does not fit is a {@link CorruptRecord}. */
final class OwnRecords {

    /** Whoever judges commands. */
    static final String DECIDER = "/taskledger/decider";

    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private OwnRecords() {}

    static <T> T read(String what, byte[] value, Function<JsonObject, T> reader) {
        try {
            return reader.apply(JsonObject.parse(value));
        } catch (UnfitField
                | IllegalArgumentException
                | DateTimeException
                | JsonObject.DuplicateName
                | JsonObject.NotAnObject
                | JacksonException e) {
            throw new CorruptRecord(what, e);
        }
    }

    /** Reads no further than the outermost {@code type}. */
    static <T> T readType(String what, byte[] value, Function<String, T> typeOf) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = parser.currentName().equals("type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
                    return typeOf.apply(parser.getString());
                }
                parser.skipChildren();
            }
            throw new UnfitField("type is missing");
        } catch (UnfitField | JacksonException e) {
            throw new CorruptRecord(what, e);
        }
    }

    /** Reads no further than the first object, which is the data. */
    static @Nullable String readTraceparent(String what, byte[] value) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isTraceparent = parser.currentName().equals("traceparent");
                JsonToken token = parser.nextToken();
                if (isTraceparent && token == JsonToken.VALUE_STRING) {
                    return parser.getString();
                }
                if (token == JsonToken.START_OBJECT) {
                    return null;
                }
            }
            return null;
        } catch (JacksonException e) {
            throw new CorruptRecord(what, e);
        }
    }

    static Trace trace(JsonObject json) {
        return new Trace(json.optionalString("correlationid"), json.optionalString("traceparent"));
    }

    static <T extends Identifier> @Nullable T id(JsonObject json, String name, Function<String, T> type) {
        String value = json.optionalString(name);
        return value == null ? null : type.apply(value);
    }

    static Actor actor(JsonObject data) {
        JsonObject actor = data.object("actor");
        return new Actor(actor.oneOf("role", Role.class), actor.string("id"));
    }

    /** Also where its fields are the data itself. */
    static CreatorStanding standing(JsonObject json) {
        return new CreatorStanding(
                new CreatorId(json.string("creatorId")),
                json.integer("version", 1, Long.MAX_VALUE),
                json.oneOf("status", CreatorStatus.class),
                json.oneOf("kind", CreatorKind.class),
                id(json, "mcnId", McnId::new),
                json.objects("bans").stream().map(OwnRecords::ban).toList());
    }

    private static Ban ban(JsonObject json) {
        return new Ban(
                new ViolationId(json.string("violationId")), json.instant("from"), json.optionalInstant("until"));
    }

    static Money money(JsonObject json) {
        return new Money(
                json.integer("amountMinor", 1, Money.MAX_MINOR), Currency.getInstance(json.string("currency")));
    }

    static PolicyRef policy(JsonObject json) {
        JsonObject policy = json.object("policy");
        return new PolicyRef(policy.string("id"), (int) policy.integer("version", 1, Integer.MAX_VALUE));
    }

    /** Also where the quote's fields stand among others, as in a settlement. */
    static Quote quote(JsonObject json) {
        return new Quote(
                money(json),
                (int) json.integer("rateBp", 0, Quote.FULL_BP),
                json.integer("toCreatorMinor", 0, Money.MAX_MINOR),
                json.integer("toClientMinor", 0, Money.MAX_MINOR),
                json.oneOf("rule", Rule.class),
                policy(json));
    }
}
