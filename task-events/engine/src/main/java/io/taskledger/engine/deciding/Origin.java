package io.taskledger.engine.deciding;

import java.time.Instant;

/**
 * What its place in the log gives a command.
 *
 * @param appendedAt by the broker's clock, which alone decides (D08)
 * @param position   {@code <topic id>/<partition>/<offset>} of its record
 * @param resultId   of its answer
 */
public record Origin(Instant appendedAt, String position, String resultId) {}
