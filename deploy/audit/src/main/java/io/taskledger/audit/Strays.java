package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Commands that are not on their key's partition, and the refusals that no command of their own partition has: a stray's
 * answer is where its key belongs. They are put together at the very end.
 */
final class Strays {

    /** So many commands are kept, and so many results; with more of either, what has no counterpart is not judged. */
    static final int MAX_KEPT = 100_000;

    /** So many deleted commands are named in all, the latest first: some seconds. */
    private static final long MAX_NAMED = 10_000_000;

    private static final List<String> CODES = List.of("WRONG_PARTITION", "INVALID_COMMAND", "REASON_REQUIRED");

    private final Aggregate of;
    private final Findings findings;
    private final List<Stray> commands = new ArrayList<>();
    private final Map<String, Unclaimed> results = new HashMap<>();
    private boolean tooMany;

    /**
     * A command.
     *
     * @param home where its key belongs, and its answer is
     */
    private record Stray(String resultId, int partition, long offset, int home, Offender unanswered, boolean aborted) {}

    private record Unclaimed(int partition, long offset, Offender orphan) {}

    Strays(Aggregate of, Findings findings) {
        this.of = of;
        this.findings = findings;
    }

    /** A command on the wrong partition is refused for that, or for what it says, and does nothing. */
    static boolean mayAnswer(Answered result) {
        return !result.isAccepted()
                && result.eventIds().isEmpty()
                && result.code() != null
                && CODES.contains(result.code());
    }

    void command(Asked command, int home, String subject) {
        if (isFull(commands.size())) {
            return;
        }
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

    /** A refusal that may answer one. */
    void result(Answered result, Offender orphan) {
        if (isFull(results.size())) {
            return;
        }
        Entry entry = result.entry();
        Unclaimed before = results.put(result.id(), new Unclaimed(entry.partition(), entry.offset(), orphan));
        if (before != null) {
            findings.violated(
                    ANSWERED, new Offender(orphan.record(), orphan.subject(), "the same answer a second time"));
        }
    }

    private boolean isFull(int kept) {
        boolean full = kept >= MAX_KEPT;
        if (full) {
            findings.notJudged(ANSWERED);
        }
        tooMany |= full;
        return full;
    }

    /** Once all of that partition is known: by their order, answers to its own commands that retention has deleted go. */
    void close(int partition, Pairing answers) {
        forget(result -> result.partition == partition && answers.causeWasDeleted(result.offset));
    }

    /** Once all partitions are read. */
    void close(List<Pairing> answers, Log log) {
        for (Stray stray : commands) {
            Unclaimed result = results.remove(stray.resultId);
            if (stray.aborted) {
                if (result != null) {
                    findings.violated(ABORTED, stray.unanswered);
                }
            } else if (result == null
                    && (tooMany || log.extent(of.results, stray.home).start() > 0)) {
                // Partitions are decided side by side: no order tells what was deleted.
                findings.notJudged(ANSWERED);
            } else if (result == null) {
                answers.get(stray.partition).missing(ANSWERED, stray.offset, stray.unanswered);
            }
        }
        boolean allNamed = forgetDeleted(log);
        forget(result -> tooMany || !allNamed);
        results.values().forEach(result -> findings.violated(ANSWERED, result.orphan));
    }

    private void forget(Predicate<Unclaimed> excused) {
        int before = results.size();
        results.values().removeIf(excused);
        for (int i = results.size(); i < before; i++) {
            findings.notJudged(ANSWERED);
        }
    }

    /** Answers to strays that retention has deleted, found by naming those. Returns whether all of them were named. */
    private boolean forgetDeleted(Log log) {
        long most = MAX_NAMED / log.partitions();
        boolean all = true;
        for (int partition = 0; partition < log.partitions(); partition++) {
            long start = log.extent(of.commands, partition).start();
            long last = Math.max(0, start - most);
            for (long offset = start - 1; offset >= last && !results.isEmpty(); offset--) {
                if (results.remove(Ids.result(of.commands.topic, partition, offset)) != null) {
                    findings.notJudged(ANSWERED);
                }
            }
            all &= last == 0;
        }
        return all;
    }
}
