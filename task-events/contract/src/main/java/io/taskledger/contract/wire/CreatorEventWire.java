package io.taskledger.contract.wire;

import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creators' events as bytes. */
public final class CreatorEventWire {

    private static final Map<String, CreatorEventType> TYPES = Stream.of(CreatorEventType.values())
            .collect(Collectors.toMap(CreatorEventType::typeName, Function.identity()));

    private CreatorEventWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not an event of ours. */
    public static CreatorEventEnvelope read(byte[] value) {
        return OwnRecords.read("the event", value, CreatorEventWire::event);
    }

    private static CreatorEventEnvelope event(JsonObject json) {
        JsonObject data = json.object("data");
        return new CreatorEventEnvelope(
                new CreatorId(json.string("subject")),
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

    private static CreatorEventType type(String name) {
        CreatorEventType type = TYPES.get(name);
        if (type == null) {
            throw new UnfitField("no event of a creator has the type " + name);
        }
        return type;
    }

    private static CreatorEvent body(CreatorEventType type, JsonObject data) {
        return switch (type) {
            case ONBOARDING_APPLIED -> new OnboardingApplied(CreatorFields.application(data));
            case ONBOARDING_APPROVED -> new OnboardingApproved(caseRef(data));
            case ONBOARDING_REJECTED -> new OnboardingRejected(CreatorFields.findings(data));
            case MCN_JOINED -> new McnJoined(mcnId(data));
            case MCN_LEFT -> new McnLeft(mcnId(data));
            case VIOLATION_RECORDED ->
                new ViolationRecorded(
                        violationId(data), new EvidenceRef(data.string("evidenceRef")), count(data, "violations", 1));
            case SANCTION_APPLIED ->
                new SanctionApplied(
                        violationId(data),
                        count(data, "step", 1),
                        data.oneOf("measure", Measure.class),
                        data.instant("from"),
                        data.optionalInstant("until"),
                        OwnRecords.policy(data));
            case VIOLATION_OVERTURNED ->
                new ViolationOverturned(violationId(data), caseRef(data), count(data, "violations", 0));
            case BAN_LIFTED -> new BanLifted(data.oneOf("cause", LiftCause.class));
            case AUDIENCE_REPORTED -> new AudienceReported(CreatorFields.audience(data));
        };
    }

    private static CaseRef caseRef(JsonObject data) {
        return new CaseRef(data.string("caseRef"));
    }

    private static McnId mcnId(JsonObject data) {
        return new McnId(data.string("mcnId"));
    }

    private static ViolationId violationId(JsonObject data) {
        return new ViolationId(data.string("violationId"));
    }

    private static int count(JsonObject data, String name, int min) {
        return (int) data.integer(name, min, Integer.MAX_VALUE);
    }

    public static byte[] write(CreatorEventEnvelope event) {
        return EventWriter.write(event, event.type().typeName(), data -> body(data, event.event()));
    }

    private static void body(JsonText data, CreatorEvent event) {
        switch (event) {
            case OnboardingApplied e -> CreatorFields.put(data, e.application());
            case OnboardingApproved e -> data.put("caseRef", e.caseRef());
            case OnboardingRejected e -> CreatorFields.put(data, e.findings());
            case McnJoined e -> data.put("mcnId", e.mcnId());
            case McnLeft e -> data.put("mcnId", e.mcnId());
            case ViolationRecorded e ->
                data.put("violationId", e.violationId())
                        .put("evidenceRef", e.evidenceRef())
                        .put("violations", e.violations());
            case SanctionApplied e ->
                data.put("violationId", e.violationId())
                        .put("step", e.step())
                        .put("measure", e.measure())
                        .put("from", e.from())
                        .put("until", e.until())
                        .put("policy", e.policy());
            case ViolationOverturned e ->
                data.put("violationId", e.violationId())
                        .put("caseRef", e.caseRef())
                        .put("violations", e.violations());
            case BanLifted e -> data.put("cause", e.cause());
            case AudienceReported e -> CreatorFields.put(data, e.audience());
        }
    }
}
