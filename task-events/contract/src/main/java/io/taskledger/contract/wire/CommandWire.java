package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.Excerpt;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandReading.Cause;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Commands as bytes. Reading never throws: whatever comes is a command, an invalid one, or a dead letter. */
public final class CommandWire {

    /** Largest command, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** A longer key names nothing, and is not answered, as the answer would carry it. In bytes. */
    private static final int MAX_KEY_BYTES = 256;

    private static final Map<String, CommandType> TYPES =
            Stream.of(CommandType.values()).collect(Collectors.toMap(CommandType::typeName, Function.identity()));

    /** ISO 4217 without what has no minor unit (gold, test codes). */
    private static final Map<String, Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

    private CommandWire() {}

    public static CommandReading read(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable(Cause.TOMBSTONE, "the record has no value", null, null);
        }
        if (key == null || key.length > MAX_KEY_BYTES) {
            return new Unreadable(Cause.NO_KEY, "the record's key must be the taskId", null, null);
        }
        if (value.length > MAX_BYTES) {
            return unreadable(Cause.TOO_LARGE, value.length + " bytes, where " + MAX_BYTES + " are the most", value);
        }
        try {
            if (value.length < 2 || isOtherEncoding(value[0], value[1]) || !isUtf8(value)) {
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

    /** Jackson would also read UTF-16 and UTF-32, and skip byte-order marks; the first two bytes give them away. */
    private static boolean isOtherEncoding(byte first, byte second) {
        return first == 0 || second == 0 || first == (byte) 0xEF || first == (byte) 0xFE || first == (byte) 0xFF;
    }

    /** Jackson also reads characters in more bytes than they need, and ones that are none. */
    private static boolean isUtf8(byte[] value) {
        for (byte b : value) {
            if (b < 0) {
                return isUtf8Beyond(value);
            }
        }
        return true;
    }

    private static boolean isUtf8Beyond(byte[] value) {
        try {
            var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Unreadable unreadable(Cause cause, String message, byte[] value) {
        CommandIdScan scan = CommandIdScan.of(value);
        return new Unreadable(cause, message, scan.id(), scan.type());
    }

    private static CommandReading cloudEvent(JsonObject event, String key, byte[] value) {
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
        CommandType type = TYPES.get(typeName);
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

    private static CommandReading command(JsonObject event, String key, String id, String source, CommandType type) {
        Trace trace = Trace.NONE;
        TaskId taskId = null;
        try {
            String subject = event.string("subject");
            if (!subject.equals(key)) {
                throw new UnfitField("key and subject must be the same taskId, but the key is " + Excerpt.of(key)
                        + " and the subject " + Excerpt.of(subject));
            }
            if (!Identifier.isValid(subject)) {
                throw new UnfitField("subject must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(subject));
            }
            taskId = new TaskId(subject);
            trace = new Trace(
                    event.optionalText("correlationid", Trace.MAX_LENGTH),
                    event.optionalText("traceparent", Trace.MAX_LENGTH));
            JsonObject data = event.object("data");
            JsonObject who = data.object("actor");
            Actor actor = new Actor(who.oneOf("role", Role.class), who.string("id"));
            Channel channel = data.oneOf("channel", Channel.class);
            Long expectedVersion = data.optionalInteger("expectedVersion", 0, Money.MAX_MINOR);
            CommandEnvelope command = new CommandEnvelope(
                    new CommandId(id),
                    source,
                    taskId,
                    event.stringOrNull("time"),
                    trace,
                    actor,
                    channel,
                    expectedVersion,
                    body(type, data, actor));
            return lacksReason(command)
                    ? new Invalid(
                            id,
                            type,
                            taskId,
                            trace,
                            RejectionCode.REASON_REQUIRED,
                            "reason is obligatory where channel is PC (R03)")
                    : new Valid(command);
        } catch (UnfitField | IllegalArgumentException e) {
            String message = Objects.requireNonNull(e.getMessage());
            return new Invalid(id, type, taskId, trace, RejectionCode.INVALID_COMMAND, message);
        }
    }

    private static TaskCommand body(CommandType type, JsonObject data, Actor actor) {
        return switch (type) {
            case PUBLISH_TASK -> publishTask(data, actor);
            case ACCEPT_TASK -> acceptTask(data, actor);
            case DECLINE_TASK -> new DeclineTask();
            case WITHDRAW_TASK -> new WithdrawTask(reason(data));
            case EXPIRE_TASK -> new ExpireTask();
            case START_PRODUCTION -> new StartProduction();
            case UPLOAD_VIDEO -> new UploadVideo(new AssetId(data.string("assetId")));
            case COMPLETE_TASK -> new CompleteTask();
            case REQUEST_CANCELLATION -> new RequestCancellation(reason(data));
            case CONFIRM_CANCELLATION -> new ConfirmCancellation();
            case REFUSE_CANCELLATION -> new RefuseCancellation(data.optionalText("reason", Reason.MAX_TEXT));
            case WITHDRAW_CANCELLATION -> new WithdrawCancellation();
            case REMIND_CANCELLATION -> new RemindCancellation();
            case EXPIRE_CANCELLATION -> new ExpireCancellation();
            case RESOLVE_CANCELLATION -> resolveCancellation(data);
        };
    }

    private static PublishTask publishTask(JsonObject data, Actor actor) {
        TaskKind kind = data.oneOf("kind", TaskKind.class);
        long amountMinor = data.integer("amountMinor", 1, Money.MAX_MINOR);
        String code = data.string("currency");
        Currency currency = CURRENCIES.get(code);
        if (currency == null) {
            throw new UnfitField("currency must be an ISO 4217 code, but was " + Excerpt.of(code));
        }
        String creatorId = data.optionalString("creatorId");
        if (creatorId != null && actor.role() == Role.CLIENT && creatorId.equals(actor.id())) {
            throw new UnfitField("creatorId must not be the client's own id");
        }
        String campaignId = data.optionalString("campaignId");
        String policy = data.optionalString("policy");
        if (policy != null && !Identifier.isValid(policy)) {
            throw new UnfitField("policy must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(policy));
        }
        return new PublishTask(
                kind,
                new Money(amountMinor, currency),
                creatorId == null ? null : new CreatorId(creatorId),
                campaignId == null ? null : new CampaignId(campaignId),
                policy);
    }

    private static AcceptTask acceptTask(JsonObject data, Actor actor) {
        String creatorId = data.optionalString("creatorId");
        if (creatorId == null && actor.role() == Role.MCN) {
            throw new UnfitField("creatorId is missing: an MCN must name the creator that it accepts for");
        }
        if (creatorId != null && actor.role() == Role.CREATOR && !creatorId.equals(actor.id())) {
            throw new UnfitField("creatorId must be the creator's own id, but was " + Excerpt.of(creatorId));
        }
        String payeeId = data.optionalString("payeeId");
        return new AcceptTask(
                creatorId == null ? null : new CreatorId(creatorId), payeeId == null ? null : new PayeeId(payeeId));
    }

    private static Reason reason(JsonObject data) {
        Reason.Code code = data.oneOf("reasonCode", Reason.Code.class);
        return new Reason(code, data.optionalText("reason", Reason.MAX_TEXT));
    }

    private static ResolveCancellation resolveCancellation(JsonObject data) {
        Resolution outcome = data.oneOf("outcome", Resolution.class);
        // Any integer: what is out of bounds is the policy's to say (RATE_OUT_OF_BOUNDS).
        Long rateBp =
                outcome == Resolution.CANCEL ? (Long) data.integer("rateBp", -Money.MAX_MINOR, Money.MAX_MINOR) : null;
        return new ResolveCancellation(outcome, rateBp, new CaseRef(data.string("caseRef")));
    }

    /** R03: on PC the reason is filled in. */
    private static boolean lacksReason(CommandEnvelope command) {
        Optional<Reason> reason = switch (command.command()) {
            case WithdrawTask withdraw -> Optional.of(withdraw.reason());
            case RequestCancellation request -> Optional.of(request.reason());
            default -> Optional.empty();
        };
        return command.channel() == Channel.PC
                && reason.isPresent()
                && (reason.get().text() == null || reason.get().text().isBlank());
    }

    public static byte[] write(CommandEnvelope command) {
        return CommandWriter.write(command);
    }
}
