package io.taskledger.contract;

import java.time.Instant;

/**
 * A creator's standing as published, by the event that brought it about.
 *
 * @param time    the event's
 * @param eventId the event's
 */
public record StandingEnvelope(CreatorStanding standing, Instant time, String eventId, Trace trace) {

    /** What follows from that event. */
    public static StandingEnvelope after(CreatorEventEnvelope event, CreatorStanding standing) {
        return new StandingEnvelope(standing, event.time(), event.id(), event.trace());
    }

    /** Follows from creator and version. */
    public String id() {
        return NamedIds.standing(standing.creatorId(), standing.version());
    }
}
