package io.taskledger.decider.decision;

import io.taskledger.contract.CommandEnvelope;
import java.time.Instant;

/**
 * A command with what its place in the log gives it.
 *
 * @param hash       of its content
 * @param appendedAt by the broker's clock, which alone decides (D08)
 * @param position   {@code <topic id>/<partition>/<offset>} of its record
 * @param resultId   of its answer
 */
public record Received(CommandEnvelope command, long hash, Instant appendedAt, String position, String resultId) {}
