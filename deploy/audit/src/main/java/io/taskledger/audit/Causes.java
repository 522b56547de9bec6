package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands to one task, and which of them caused an event. */
final class Causes {

    private final Partition here;
    private final Map<Long, Asked> byOffset = new HashMap<>();
    private final Map<String, List<Asked>> byId = new HashMap<>();

    Causes(Partition here, List<Asked> commands) {
        this.here = here;
        for (Asked command : commands) {
            byOffset.put(command.entry().offset(), command);
            if (command.readable()) {
                byId.computeIfAbsent(String.valueOf(command.id()), id -> new ArrayList<>())
                        .add(command);
            }
        }
    }

    /** The event's command, where it is still there; says so where it is not, and should be. */
    @Nullable
    Asked of(Happened event, About about) {
        Asked command = known(event);
        if (command != null && command.entry().aborted()) {
            about.that(ABORTED, false, "caused by " + command.entry().place() + ", which was aborted");
            return null;
        }
        if (command != null) {
            about.that(
                    RULES,
                    event.commandPosition() == null || Position.of(event.commandPosition()) != null,
                    "commandposition cannot be read");
            here.caused().matched(command.entry().offset(), event.entry().offset());
            return command;
        }
        Position position = Position.of(event.commandPosition());
        if (position == null) {
            String message = "its command " + event.causationId() + " is not on the log";
            here.caused()
                    .orphan(
                            RULES,
                            event.entry().offset(),
                            new Offender(event.entry().place(), event.subject(), message));
        } else if (!isOurs(position)
                || (position.partition == here.number() && position.offset < here.commandsStart())) {
            here.findings().notJudged(RULES);
        } else {
            about.that(RULES, false, "its command is not at " + event.commandPosition());
        }
        return null;
    }

    /** By its place, else by its id: of repeats the last one that was appended before the event's time. */
    @Nullable
    Asked known(Happened event) {
        Position position = Position.of(event.commandPosition());
        if (position != null) {
            return isOurs(position) && position.partition == here.number() ? byOffset.get(position.offset) : null;
        }
        List<Asked> named = byId.getOrDefault(event.causationId(), List.of());
        List<Asked> before = named.stream()
                .filter(command -> command.entry().timestampMs() <= event.timeMs())
                .toList();
        List<Asked> candidates = before.isEmpty() ? named : before;
        List<Asked> committed = candidates.stream()
                .filter(command -> !command.entry().aborted())
                .toList();
        return committed.isEmpty() ? candidates.isEmpty() ? null : candidates.getLast() : committed.getLast();
    }

    /** Where the event's command stands or stood; −1 where nobody can say. */
    long offset(Happened event, @Nullable Asked command) {
        if (command != null) {
            return command.entry().offset();
        }
        Position position = Position.of(event.commandPosition());
        return position != null && isOurs(position) ? position.offset : -1;
    }

    /** In a topic that was made anew, offsets begin anew. */
    private boolean isOurs(Position position) {
        return here.commandsTopicId().isEmpty() || here.commandsTopicId().equals(position.topicId);
    }

    private record Position(String topicId, int partition, long offset) {

        static @Nullable Position of(@Nullable String text) {
            String[] parts = text == null ? new String[0] : text.split("/", -1);
            return parts.length == 3 && parts[1].matches("[0-9]{1,6}") && parts[2].matches("[0-9]{1,18}")
                    ? new Position(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]))
                    : null;
        }
    }
}
