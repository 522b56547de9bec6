package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.LIMIT_EXCEEDED;
import static io.taskledger.contract.RejectionCode.NOT_DUE;
import static io.taskledger.contract.RejectionCode.UNKNOWN_VIOLATION;
import static io.taskledger.creator.decision.Decision.accept;
import static io.taskledger.creator.decision.Decision.reject;

import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.creator.decision.Conduct.Violation;
import java.time.Instant;
import java.util.Optional;

/** What may come of a violation, and when a ban is over (F02). */
final class ConductRules {

    /** More than anybody is banned for; each is remembered for ever. */
    static final int MAX_VIOLATIONS = 100;

    private ConductRules() {}

    /** A violation known before is the same violation, also where it was overturned (D23). */
    static Decision recorded(Conduct conduct, RecordViolation command, Ask ask) {
        if (conduct.violation(command.violationId()).isPresent()) {
            return accept();
        }
        if (conduct.violations().size() >= MAX_VIOLATIONS) {
            return reject(LIMIT_EXCEEDED, "A creator has at most " + MAX_VIOLATIONS + " violations.");
        }
        int number = conduct.counting() + 1;
        return accept(
                new ViolationRecorded(command.violationId(), command.evidenceRef(), number),
                ask.ladder().sanction(command.violationId(), number, ask.now()));
    }

    /** Only its own ban ends: the creator stays banned as long as another one runs (D28, D29). */
    static Decision overturned(Conduct conduct, OverturnViolation command, Ask ask) {
        Optional<Violation> known = conduct.violation(command.violationId());
        if (known.isEmpty()) {
            return reject(
                    UNKNOWN_VIOLATION,
                    "The creator has no violation " + command.violationId().value() + ".");
        }
        if (known.get().overturned()) {
            return accept();
        }
        Conduct after = conduct.overturned(command.violationId());
        ViolationOverturned overturned =
                new ViolationOverturned(command.violationId(), command.caseRef(), after.counting());
        return conduct.isBannedAt(ask.now()) && !after.isBannedAt(ask.now())
                ? accept(overturned, new BanLifted(LiftCause.OVERTURNED))
                : accept(overturned);
    }

    /** Nothing needs this to be over: it is written down, and the creator is told (D30). */
    static Decision lifted(Conduct conduct, Ask ask) {
        Optional<Instant> due = conduct.liftDueAt();
        if (due.isEmpty()) {
            return reject(NOT_DUE, "There is no ban that runs out.");
        }
        return ask.now().isBefore(due.get())
                ? reject(NOT_DUE, "The creator is banned until " + due.get() + ".")
                : accept(new BanLifted(LiftCause.EXPIRED));
    }
}
