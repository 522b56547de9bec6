package io.taskledger.contract.wire;

import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.contract.TaskKind;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events as bytes. */
public final class EventWire {

    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toMap(EventType::typeName, Function.identity()));

    private EventWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not an event of ours. */
    public static EventEnvelope read(byte[] value) {
        return OwnRecords.read("the event", value, EventWire::event);
    }

    /** Only the type, which our events name early; throws {@link CorruptRecord}. */
    public static EventType readType(byte[] value) {
        return OwnRecords.readType("the event", value, EventWire::type);
    }

    private static EventEnvelope event(JsonObject json) {
        JsonObject data = json.object("data");
        return new EventEnvelope(
                new TaskId(json.string("subject")),
                Long.parseLong(json.string("sequence")),
                json.instant("time"),
                json.string("causationid"),
                OwnRecords.trace(json),
                CommandHash.parse(json.string("commandhash")),
                json.optionalString("commandposition"),
                OwnRecords.actor(data),
                data.oneOf("channel", Channel.class),
                body(type(json.string("type")), data));
    }

    static EventType type(String name) {
        EventType type = TYPES.get(name);
        if (type == null) {
            throw new UnfitField("no event has the type " + name);
        }
        return type;
    }

    private static TaskEvent body(EventType type, JsonObject data) {
        return switch (type) {
            case TASK_PUBLISHED ->
                new TaskPublished(
                        data.oneOf("kind", TaskKind.class),
                        new ClientId(data.string("clientId")),
                        OwnRecords.id(data, "creatorId", CreatorId::new),
                        OwnRecords.id(data, "campaignId", CampaignId::new),
                        OwnRecords.money(data),
                        OwnRecords.policy(data),
                        data.instant("acceptBy"));
            case TASK_ACCEPTED ->
                new TaskAccepted(
                        new CreatorId(data.string("creatorId")),
                        OwnRecords.id(data, "mcnId", McnId::new),
                        new PayeeId(data.string("payeeId")),
                        seen(data.optionalObject("standing")));
            case PRODUCTION_STARTED -> new ProductionStarted();
            case VIDEO_UPLOADED -> new VideoUploaded(new AssetId(data.string("assetId")), uploads(data));
            case CANCELLATION_REQUESTED ->
                new CancellationRequested(
                        data.oneOf("requestedBy", Side.class),
                        new Reason(data.oneOf("reasonCode", Reason.Code.class), data.optionalString("reason")),
                        data.oneOf("stage", Stage.class),
                        uploads(data),
                        OwnRecords.quote(data.object("quote")),
                        data.instant("confirmBy"));
            case CANCELLATION_REFUSED -> new CancellationRefused(data.optionalString("reason"));
            case CANCELLATION_WITHDRAWN -> new CancellationWithdrawn(data.optionalString("reason"));
            case CANCELLATION_REMINDED -> new CancellationReminded();
            case CANCELLATION_ESCALATED -> new CancellationEscalated();
            case CANCELLATION_RESUMED -> new CancellationResumed(new CaseRef(data.string("caseRef")));
            case TASK_CANCELLED ->
                new TaskCancelled(
                        data.oneOf("cause", Cause.class),
                        data.oneOf("basis", Basis.class),
                        data.optionalOneOf("stage", Stage.class),
                        uploads(data),
                        data.oneOf("attributableTo", Attribution.class),
                        new ClientId(data.string("clientId")),
                        OwnRecords.id(data, "creatorId", CreatorId::new),
                        OwnRecords.id(data, "payeeId", PayeeId::new),
                        data.optionalOneOf("reasonCode", Reason.Code.class),
                        OwnRecords.quote(data.object("quote")),
                        OwnRecords.id(data, "caseRef", CaseRef::new));
            case TASK_COMPLETED ->
                new TaskCompleted(
                        new ClientId(data.string("clientId")),
                        new CreatorId(data.string("creatorId")),
                        new PayeeId(data.string("payeeId")),
                        uploads(data),
                        OwnRecords.quote(data.object("quote")));
        };
    }

    private static CreatorStanding.@Nullable Seen seen(@Nullable JsonObject standing) {
        return standing == null
                ? null
                : new CreatorStanding.Seen(
                        standing.integer("version", 1, Long.MAX_VALUE),
                        standing.oneOf("status", CreatorStatus.class),
                        OwnRecords.id(standing, "mcnId", McnId::new));
    }

    private static int uploads(JsonObject data) {
        return (int) data.integer("uploads", 0, Integer.MAX_VALUE);
    }

    public static byte[] write(EventEnvelope event) {
        return EventWriter.write(event, event.type().typeName(), data -> body(data, event.event()));
    }

    private static void body(JsonText data, TaskEvent event) {
        switch (event) {
            case TaskPublished e ->
                data.put("kind", e.kind())
                        .put("clientId", e.clientId())
                        .put("creatorId", e.creatorId())
                        .put("campaignId", e.campaignId())
                        .put("amountMinor", e.amount().amountMinor())
                        .put("currency", e.amount().currency().getCurrencyCode())
                        .put("policy", e.policy())
                        .put("acceptBy", e.acceptBy());
            case TaskAccepted e ->
                seen(
                        data.put("creatorId", e.creatorId())
                                .put("mcnId", e.mcnId())
                                .put("payeeId", e.payeeId()),
                        e.standing());
            case ProductionStarted e -> {}
            case VideoUploaded e -> data.put("assetId", e.assetId()).put("uploads", e.uploads());
            case CancellationRequested e ->
                data.put("requestedBy", e.requestedBy())
                        .put("reasonCode", e.reason().code())
                        .put("reason", e.reason().text())
                        .put("stage", e.stage())
                        .put("uploads", e.uploads())
                        .put("quote", e.quote())
                        .put("confirmBy", e.confirmBy());
            case CancellationRefused e -> data.put("reason", e.reason());
            case CancellationWithdrawn e -> data.put("reason", e.reason());
            case CancellationReminded e -> {}
            case CancellationEscalated e -> {}
            case CancellationResumed e -> data.put("caseRef", e.caseRef());
            case TaskCancelled e ->
                data.put("cause", e.cause())
                        .put("basis", e.basis())
                        .put("stage", e.stage())
                        .put("uploads", e.uploads())
                        .put("attributableTo", e.attributableTo())
                        .put("clientId", e.clientId())
                        .put("creatorId", e.creatorId())
                        .put("payeeId", e.payeeId())
                        .put("reasonCode", e.reasonCode())
                        .put("quote", e.quote())
                        .put("caseRef", e.caseRef());
            case TaskCompleted e ->
                data.put("clientId", e.clientId())
                        .put("creatorId", e.creatorId())
                        .put("payeeId", e.payeeId())
                        .put("uploads", e.uploads())
                        .put("quote", e.quote());
        }
    }

    private static void seen(JsonText data, CreatorStanding.@Nullable Seen standing) {
        if (standing != null) {
            data.object(
                    "standing",
                    o -> o.put("version", standing.version())
                            .put("status", standing.status())
                            .put("mcnId", standing.mcnId()));
        }
    }
}
