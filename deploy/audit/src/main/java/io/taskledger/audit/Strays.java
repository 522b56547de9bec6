package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that are not on their key's partition, and the results that no command of their own partition has: a stray's
 * answer is where its key belongs. They are put together at the very end.
 */
final class Strays {

    private static final List<String> CODES = List.of("WRONG_PARTITION", "INVALID_COMMAND", "REASON_REQUIRED");

    private final Findings findings;
    private final List<Stray> commands = new ArrayList<>();
    private final Map<String, Unclaimed> results = new HashMap<>();

    private record Stray(String resultId, int partition, long offset, Offender unanswered, boolean aborted) {}

    private record Unclaimed(int partition, long offset, Offender orphan, boolean refused) {}

    Strays(Findings findings) {
        this.findings = findings;
    }

    void command(Asked command, String taskId) {
        Entry entry = command.entry();
        String message = entry.aborted() ? "an aborted command was answered" : "no answer";
        commands.add(new Stray(
                command.resultId(),
                entry.partition(),
                entry.offset(),
                new Offender(entry.place(), taskId, message),
                entry.aborted()));
    }

    void result(Answered result, String taskId) {
        Entry entry = result.entry();
        boolean refused = !result.isAccepted()
                && result.eventIds().isEmpty()
                && result.code() != null
                && CODES.contains(result.code());
        Offender orphan = new Offender(entry.place(), taskId, "a result of no command");
        Unclaimed before = results.put(result.id(), new Unclaimed(entry.partition(), entry.offset(), orphan, refused));
        if (before != null) {
            findings.violated(ANSWERED, new Offender(entry.place(), taskId, "the same answer a second time"));
        }
    }

    /** Once all partitions are read. */
    void close(List<Pairing> answers) {
        for (Stray stray : commands) {
            Unclaimed result = results.remove(stray.resultId);
            if (stray.aborted) {
                if (result != null) {
                    findings.violated(ABORTED, stray.unanswered);
                }
            } else if (result == null) {
                answers.get(stray.partition).missing(ANSWERED, stray.offset, stray.unanswered);
            } else if (!result.refused) {
                String message = "a command on the wrong partition is refused for that, and does nothing";
                findings.violated(ANSWERED, new Offender(result.orphan.record(), result.orphan.taskId(), message));
            }
        }
        results.values()
                .forEach(result -> answers.get(result.partition).orphan(ANSWERED, result.offset, result.orphan));
    }
}
