package io.taskledger.contract;

import io.taskledger.contract.Actor.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one answer to a command.
 *
 * @param id              named by the command's record
 * @param subject         the record's key as text
 * @param commandId       as it was sent
 * @param commandType     the CloudEvents {@code type} as it was sent; null where it could not be read
 * @param replayed        the same command was answered before: the same answer again, nothing done
 * @param code            null when accepted
 * @param message         a sentence for a person; null when accepted
 * @param version         the task's or creator's when it was decided; 0 where there is none
 * @param status          the task's or creator's; null where there is none
 * @param allowedCommands what each role may send now, timing aside; every role is there
 * @param quote           the amounts that the command fixed, if it fixed any
 * @param eventIds        of the events that the command caused
 * @param standing        of the creator that the command was sent to; null where it was sent to a task
 * @param bannedUntil     with CREATOR_BANNED, where the ban has an end
 */
public record CommandResult(
        String id,
        String subject,
        Instant time,
        Trace trace,
        String commandId,
        @Nullable String commandType,
        Outcome outcome,
        boolean replayed,
        @Nullable RejectionCode code,
        @Nullable String message,
        long version,
        @Nullable StatusName status,
        Map<Role, List<CommandName>> allowedCommands,
        @Nullable Quote quote,
        List<String> eventIds,
        @Nullable CreatorStanding standing,
        @Nullable Instant bannedUntil) {

    /** Yes or no. */
    public enum Outcome {
        ACCEPTED,
        REJECTED
    }

    /** The CloudEvents {@code type}. */
    public static final String TYPE_NAME = "taskledger.CommandResult.v1";

    public CommandResult {
        if ((outcome == Outcome.REJECTED) != (code != null)) {
            throw new IllegalArgumentException("a code goes with REJECTED, and only with it");
        }
        eventIds = List.copyOf(eventIds);
    }
}
