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

    private final Aggregate of;
    private final Findings findings;
    private final List<Stray> commands = new ArrayList<>();
    private final Map<String, Unclaimed> results = new HashMap<>();

    /**
     * A command.
     *
     * @param home where its key belongs, and its answer is
     */
    private record Stray(String resultId, int partition, long offset, int home, Offender unanswered, boolean aborted) {}

    private record Unclaimed(Offender orphan, boolean refused) {}

    Strays(Aggregate of, Findings findings) {
        this.of = of;
        this.findings = findings;
    }

    void command(Asked command, int home, String subject) {
        Entry entry = command.entry();
        String message = entry.aborted() ? "an aborted command was answered" : "no answer";
        commands.add(new Stray(
                command.resultId(),
                entry.partition(),
                entry.offset(),
                home,
                new Offender(entry.place(), subject, message),
                entry.aborted()));
    }

    void result(Answered result, String subject) {
        Entry entry = result.entry();
        boolean refused = !result.isAccepted()
                && result.eventIds().isEmpty()
                && result.code() != null
                && CODES.contains(result.code());
        Offender orphan = new Offender(entry.place(), subject, "a result of no command");
        Unclaimed before = results.put(result.id(), new Unclaimed(orphan, refused));
        if (before != null) {
            findings.violated(ANSWERED, new Offender(entry.place(), subject, "the same answer a second time"));
        }
    }

    /** Once all partitions are read. */
    void close(List<Pairing> answers, Log log) {
        for (Stray stray : commands) {
            Unclaimed result = results.remove(stray.resultId);
            if (stray.aborted) {
                if (result != null) {
                    findings.violated(ABORTED, stray.unanswered);
                }
            } else if (result == null && log.extent(of.results, stray.home).start() > 0) {
                // Partitions are decided side by side: no order tells what was deleted.
                findings.notJudged(ANSWERED);
            } else if (result == null) {
                answers.get(stray.partition).missing(ANSWERED, stray.offset, stray.unanswered);
            } else if (!result.refused) {
                String message = "a command on the wrong partition is refused for that, and does nothing";
                findings.violated(ANSWERED, new Offender(result.orphan.record(), result.orphan.subject(), message));
            }
        }
        forgetDeleted(log);
        results.values().forEach(result -> findings.violated(ANSWERED, result.orphan));
    }

    /** Answers to commands that retention has deleted, found by naming those, the latest first. */
    private void forgetDeleted(Log log) {
        for (int partition = 0; partition < log.partitions(); partition++) {
            long start = log.extent(of.commands, partition).start();
            for (long offset = start - 1; offset >= 0 && !results.isEmpty(); offset--) {
                if (results.remove(Ids.result(of.commands.topic, partition, offset)) != null) {
                    findings.notJudged(ANSWERED);
                }
            }
        }
    }
}
