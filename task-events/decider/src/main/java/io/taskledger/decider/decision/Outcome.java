package io.taskledger.decider.decision;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import java.util.List;

/**
 * All that follows from one command, to be written together or not at all.
 *
 * @param state the same instance as before where nothing is to be remembered
 */
public record Outcome(TaskState state, List<EventEnvelope> events, CommandResult result) {}
