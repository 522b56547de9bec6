package io.taskledger.decision;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command with what its place in the log gives it.
 *
 * @param hash       of its content
 * @param appendedAt by the broker's clock, which alone decides (D08)
 * @param position   {@code <topic id>/<partition>/<offset>} of its record
 * @param resultId   of its answer
 */
public record Received<C extends CommandHead>(
        C command, long hash, Instant appendedAt, String position, String resultId) {

    /** When it is decided: its append time, never earlier than what happened last (D08). */
    public Instant decidedAfter(Instant last) {
        return appendedAt.isBefore(last) ? last : appendedAt;
    }

    /** What is kept of it where it was accepted, and nothing happened. */
    public Answer acceptedAt(long version) {
        return new Answer(command.id().value(), hash, null, null, version, 0, null, null);
    }

    /** What is kept of it where it was refused. */
    public Answer refusedAt(long version, RejectionCode code, @Nullable Instant bannedUntil) {
        return new Answer(command.id().value(), hash, code, null, version, 0, null, bannedUntil);
    }
}
