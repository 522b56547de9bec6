package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;

import io.taskledger.audit.Findings.Offender;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What could not be read, by where it stood. All of it is kept, without its bytes, as its partition follows from a key that
 * may be missing; it is meant to be little.
 */
final class DeadLetters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<Origin, Letter> letters = new HashMap<>();
    private final Aggregate of;
    private final Findings findings;

    private record Origin(int partition, long offset) {}

    private record Letter(String place, String subject, int keyHash, int valueHash, boolean cut) {}

    DeadLetters(Aggregate of, Findings findings) {
        this.of = of;
        this.findings = findings;
    }

    void read(Log log) throws IOException {
        for (int partition = 0; partition < log.partitions(); partition++) {
            log.read(of.deadLetters, partition, this::add);
        }
    }

    private void add(Entry entry) {
        if (entry.aborted()) {
            findings.checked(ABORTED);
            return;
        }
        String partition = entry.headers().getOrDefault("taskledger-origin-partition", "");
        String offset = entry.headers().getOrDefault("taskledger-origin-offset", "");
        boolean says = of.commands.topic.equals(entry.headers().get("taskledger-origin-topic"))
                && NUMBER.matcher(partition).matches()
                && NUMBER.matcher(offset).matches();
        findings.about(entry).that(ANSWERED, says, "the dead letter does not say where it came from");
        if (says) {
            Letter letter = new Letter(
                    entry.place(),
                    Json.shown(entry.group()),
                    Arrays.hashCode(entry.key()),
                    Arrays.hashCode(entry.value()),
                    entry.headers().keySet().stream().anyMatch(name -> name.endsWith("-bytes")));
            Letter before =
                    letters.putIfAbsent(new Origin(Integer.parseInt(partition), Long.parseLong(offset)), letter);
            findings.about(entry).that(ANSWERED, before == null, "the same record was set aside twice");
        }
    }

    /** Whether that command was set aside, and as it came. */
    boolean took(Entry command) {
        Letter letter = letters.remove(new Origin(command.partition(), command.offset()));
        if (letter != null && !letter.cut) {
            boolean untouched = letter.keyHash == Arrays.hashCode(command.key())
                    && letter.valueHash == Arrays.hashCode(command.value());
            findings.about(command).that(ANSWERED, untouched, letter.place + " does not hold its bytes");
        }
        return letter != null;
    }

    /** Whatever was not taken by now is of no command, but for commands that retention has deleted. */
    void close(Log log) {
        letters.forEach((origin, letter) -> {
            boolean deleted = origin.partition < log.partitions()
                    && origin.offset < log.extent(of.commands, origin.partition).start();
            if (deleted) {
                findings.notJudged(ANSWERED);
            } else {
                findings.violated(
                        ANSWERED, new Offender(letter.place, letter.subject, "a dead letter of no unreadable command"));
            }
        });
        letters.clear();
    }
}
