package io.taskledger.decision;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.StatusName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command as its sender gets it.
 *
 * @param time when it was decided
 * @param now  what its subject is like after it
 */
public record Reply(Received<?> received, Instant time, Now now) {

    /**
     * What every answer says of the subject.
     *
     * @param status   null where there is no such subject
     * @param standing null where the subject is not a creator, or nothing is known of it
     * @param eventId  by version
     */
    public record Now(
            @Nullable StatusName status,
            Map<Role, List<CommandName>> allowedCommands,
            @Nullable CreatorStanding standing,
            LongFunction<String> eventId) {}

    /** What a repeat is told of a "no". */
    public static String staying(RejectionCode code) {
        return "This command was answered before, and the answer stays " + code + ".";
    }

    /**
     * Says it.
     *
     * @param code    null when accepted
     * @param message a sentence for a person; null when accepted
     */
    public CommandResult of(Answer answer, @Nullable RejectionCode code, @Nullable String message, boolean replayed) {
        CommandHead command = received.command();
        Quote quote = code == null ? answer.quote() : null;
        List<String> eventIds = LongStream.rangeClosed(answer.firstVersion(), answer.version())
                .mapToObj(now.eventId())
                .toList();
        return new CommandResult(
                received.resultId(),
                command.subject().value(),
                time,
                command.trace(),
                command.id().value(),
                command.type().typeName(),
                code == null ? CommandResult.Outcome.ACCEPTED : CommandResult.Outcome.REJECTED,
                replayed,
                code,
                message,
                answer.version(),
                now.status(),
                now.allowedCommands(),
                quote,
                eventIds,
                now.standing(),
                answer.bannedUntil());
    }
}
