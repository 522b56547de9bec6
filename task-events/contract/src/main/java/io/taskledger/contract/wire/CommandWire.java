package io.taskledger.contract.wire;

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
import io.taskledger.contract.wire.CommandReader.Head;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands as bytes. Reading never throws: whatever comes is a command, an invalid one, or a dead letter. */
public final class CommandWire {

    /** Largest command, in bytes. */
    public static final int MAX_BYTES = CommandReader.MAX_BYTES;

    private static final CommandReader<CommandType, TaskId, CommandEnvelope> READER =
            new CommandReader<>(CommandType.values(), "taskId", TaskId::new, CommandWire::command);

    /** ISO 4217 without what has no minor unit (gold, test codes). */
    private static final Map<String, Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

    private CommandWire() {}

    public static CommandReading<CommandEnvelope> read(byte @Nullable [] key, byte @Nullable [] value) {
        return READER.read(key, value);
    }

    private static CommandEnvelope command(CommandType type, Head<TaskId> head, JsonObject data) {
        CommandEnvelope command = new CommandEnvelope(
                head.id(),
                head.source(),
                head.subject(),
                head.time(),
                head.trace(),
                head.actor(),
                head.channel(),
                head.expectedVersion(),
                body(type, data, head.actor()));
        if (lacksReason(command)) {
            throw new UnfitField(RejectionCode.REASON_REQUIRED, "reason is obligatory where channel is PC (R03)");
        }
        return command;
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
