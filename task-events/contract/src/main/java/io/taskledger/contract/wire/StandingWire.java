package io.taskledger.contract.wire;

import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.StandingEnvelope;

/** Creators' standings as bytes. */
public final class StandingWire {

    private StandingWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not a standing of ours. */
    public static StandingEnvelope read(byte[] value) {
        return OwnRecords.read(
                "the standing",
                value,
                json -> new StandingEnvelope(
                        OwnRecords.standing(json.object("data")),
                        json.instant("time"),
                        json.string("causationid"),
                        OwnRecords.trace(json)));
    }

    public static byte[] write(StandingEnvelope envelope) {
        CreatorStanding standing = envelope.standing();
        return JsonText.write(json -> json.head(
                        envelope.id(),
                        CreatorStanding.TYPE_NAME,
                        OwnRecords.DECIDER,
                        standing.creatorId(),
                        Timestamps.format(envelope.time()))
                .put("sequence", Long.toString(standing.version()))
                .put("causationid", envelope.eventId())
                .trace(envelope.trace())
                .data(data -> data.fields(standing)));
    }
}
