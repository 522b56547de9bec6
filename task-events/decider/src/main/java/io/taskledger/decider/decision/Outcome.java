package io.taskledger.decider.decision;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import java.util.List;

/**
 * All that follows from one command, to be written together or not at all.
 *
 * @param state   after the command
 * @param changed whether there is anything in it to remember
 */
public record Outcome(TaskState state, boolean changed, List<EventEnvelope> events, CommandResult result) {}
