package io.taskledger.decision;

import io.taskledger.contract.CommandResult;
import java.util.List;

/**
 * All that follows from one command, to be written together or not at all.
 *
 * @param state   after the command
 * @param changed whether there is anything in it to remember
 */
public record Outcome<S, E>(S state, boolean changed, List<E> events, CommandResult result) {}
