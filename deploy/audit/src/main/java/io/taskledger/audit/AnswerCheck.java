package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.History.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does an answer say what its command must be told? The commands to one task, or creator, come in the order of the log. */
abstract class AnswerCheck<S extends Folded> {

    /** Of what is refused for what it says, nothing is remembered. */
    static final Set<String> NOT_REMEMBERED = Set.of("INVALID_COMMAND", "REASON_REQUIRED", "WRONG_PARTITION");

    final Partition here;
    private final History<S> history;
    private final Set<String> abortedEvents;
    private final Map<String, List<Judged>> judged = new HashMap<>();

    /** A command that was answered, not as a repeat. */
    record Judged(Asked command, Answered answer) {
        boolean acted() {
            return !answer.eventIds().isEmpty();
        }
    }

    AnswerCheck(Partition here, History<S> history, Set<String> abortedEvents) {
        this.here = here;
        this.history = history;
        this.abortedEvents = abortedEvents;
    }

    /** Is it the right code? Asked of commands that say nothing wrong in themselves and are no repeats. */
    abstract void verdict(S before, Asked command, Answered answer, About result);

    /** Whether a command that was accepted changes nothing as things stand. */
    abstract boolean changesNothing(S before, Asked command);

    /** Whether that refusal comes with an event. */
    abstract boolean mayAct(Answered refusal, Happened event);

    /** Whether its answer must be given again to a repeat. */
    abstract boolean isStillKnown(Judged earlier);

    /** What the answer says beyond version and status, as it is after the command. */
    abstract void stands(S after, Answered answer, About result);

    /** What the answer has of the command's events. */
    abstract void tells(List<Step> effects, Answered answer, About result);

    void check(Asked command, Answered answer) {
        envelope(command, answer);
        About result = here.findings().about(answer.entry());
        if (!command.readable()) {
            result.same(ANSWERED, "code", answer.code(), "INVALID_COMMAND");
            result.same(ANSWERED, "eventIds", answer.eventIds(), List.of());
        } else if (answer.isReplayed()) {
            repeated(command, answer, result);
        } else {
            judged(command, answer, result);
        }
    }

    private void envelope(Asked command, Answered answer) {
        About result = here.findings().about(answer.entry());
        byte[] key = Objects.requireNonNull(command.entry().key());
        result.same(ANSWERED, "subject", answer.json().text("subject"), new String(key, UTF_8));
        result.same(ANSWERED, "commandId", answer.data().text("commandId"), command.id());
        result.same(ANSWERED, "causationid", answer.json().text("causationid"), command.id());
        result.that(
                ANSWERED,
                answer.isAccepted() == (answer.code() == null),
                "refused without a code, or accepted with one");
        if (command.readable()) {
            String type = "taskledger." + command.type() + ".v1";
            result.same(ANSWERED, "commandType", answer.data().text("commandType"), type);
        }
        result.that(
                ANSWERED,
                List.of("ACCEPTED", "REJECTED")
                        .contains(String.valueOf(answer.data().text("outcome"))),
                "neither accepted nor rejected");
        Long time = answer.json().time("time");
        result.that(
                ANSWERED,
                time != null && time >= command.entry().timestampMs(),
                "decided before its command was appended");
    }

    /** The same answer again as to an earlier command of this id and content. */
    private void repeated(Asked command, Answered answer, About result) {
        List<Judged> before = earlier(command);
        boolean same = before.stream()
                .anyMatch(one -> one.command.content().equals(command.content())
                        && one.answer.answer().equals(answer.answer()));
        if (!same && here.forgets()) {
            here.findings().notJudged(ANSWERED);
        } else {
            S now = history.before(command.entry().offset());
            result.same(ANSWERED, "status", answer.data().text("status"), now.statusName());
            stands(now, answer, result);
            decidedWith(now, command, answer, result);
            result.that(ANSWERED, same, "marked replayed, but this was never the answer to that id and content");
        }
    }

    private void judged(Asked command, Answered answer, About result) {
        List<Step> effects = history.steps().stream()
                .filter(step -> step.causeOffset() == command.entry().offset())
                .toList();
        List<String> ids = effects.stream().map(step -> step.event().id()).toList();
        if (!ids.equals(answer.eventIds()) && abortedEvents.containsAll(answer.eventIds()) && ids.isEmpty()) {
            result.that(ABORTED, false, "names events of an aborted transaction: " + answer.eventIds());
        } else {
            result.same(ANSWERED, "eventIds", answer.eventIds(), ids);
        }
        for (Judged before : earlier(command)) {
            boolean known = before.acted() && isStillKnown(before);
            boolean same = before.command.content().equals(command.content());
            result.that(
                    ANSWERED,
                    !known || !same,
                    "a repeat of " + before.command.entry().place() + ", judged anew");
            boolean refused = answer.code() != null
                    && (answer.code().equals("COMMAND_ID_REUSED") || NOT_REMEMBERED.contains(answer.code()));
            result.that(ANSWERED, !known || same || refused, "its id was used before with another content");
        }
        S before = history.before(command.entry().offset());
        effects(before, effects, command, answer, result);
        code(before, command, answer, result);
        Judged now = new Judged(command, answer);
        judged.computeIfAbsent(String.valueOf(command.id()), id -> new ArrayList<>(1))
                .add(now);
        remember(now);
    }

    /** What is judged is remembered; how long, its kind knows. */
    void remember(Judged now) {}

    /** Was it for the right reason, or rightly accepted? What an INVALID_COMMAND says wrong is not judged. */
    private void code(S before, Asked command, Answered answer, About result) {
        boolean strays = "WRONG_PARTITION".equals(answer.code());
        result.that(ANSWERED, !strays || !here.isHome(command.entry()), "refused, but it is on its key's partition");
        boolean lacksReason = "REASON_REQUIRED".equals(answer.code());
        result.that(ANSWERED, !lacksReason || Reason.isMissing(command), "refused, but it lacks no reason");
        boolean reused = "COMMAND_ID_REUSED".equals(answer.code());
        if (reused && !here.forgets()) {
            result.that(ANSWERED, !earlier(command).isEmpty(), "its id was not used before");
        } else if (!reused && !isUnfit(answer)) {
            verdict(before, command, answer, result);
            decidedWith(before, command, answer, result);
        }
    }

    private static boolean isUnfit(Answered answer) {
        return answer.code() != null && NOT_REMEMBERED.contains(answer.code());
    }

    /** The decision time is the append time, never earlier than the last event (D08). */
    private static void decidedWith(Folded before, Asked command, Answered answer, About result) {
        long time = Math.max(command.entry().timestampMs(), before.timeMs);
        result.same(ANSWERED, "time", answer.json().time("time"), time);
        String name = "correlationid";
        result.same(ANSWERED, name, answer.json().text(name), command.json().text(name));
    }

    private List<Judged> earlier(Asked command) {
        return judged.getOrDefault(String.valueOf(command.id()), List.of());
    }

    private void effects(S before, List<Step> effects, Asked command, Answered answer, About result) {
        if (effects.isEmpty()) {
            boolean fits = !answer.isAccepted() || changesNothing(before, command);
            result.that(ANSWERED, fits, "accepted, but nothing happened");
            boolean tooLate = "DEADLINE_PASSED".equals(answer.code());
            result.that(ANSWERED, !tooLate, "too late, but the task did not end by it");
            if (!isUnfit(answer)) {
                standsAt(before.version, before.statusName(), before, answer, result);
            }
            return;
        }
        Step last = effects.getLast();
        boolean may = answer.isAccepted() || mayAct(answer, last.event());
        result.that(ANSWERED, may, "refused, but it acted");
        S after = history.before(command.entry().offset() + 1);
        standsAt(last.event().sequence(), last.after(), after, answer, result);
        tells(effects, answer, result);
    }

    /** Answers say where things stand after them. */
    private void standsAt(long version, @Nullable String status, S after, Answered answer, About result) {
        result.same(ANSWERED, "version", answer.data().number("version"), version);
        result.same(ANSWERED, "status", answer.data().text("status"), status);
        stands(after, answer, result);
    }
}
