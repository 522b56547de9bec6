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

/** Does an answer say what its command must be told? The commands to one task come in the order of the log. */
final class AnswerCheck {

    /** Of what is refused for what it says, nothing is remembered. */
    private static final Set<String> NOT_REMEMBERED = Set.of("INVALID_COMMAND", "REASON_REQUIRED", "WRONG_PARTITION");

    private final Partition here;
    private final History history;
    private final Set<String> abortedEvents;
    private final Map<String, List<Judged>> judged = new HashMap<>();

    /** A command that was answered, not as a repeat. */
    private record Judged(Asked command, Answered answer) {}

    AnswerCheck(Partition here, History history, Set<String> abortedEvents) {
        this.here = here;
        this.history = history;
        this.abortedEvents = abortedEvents;
    }

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
            Life now = history.before(command.entry().offset());
            result.same(
                    ANSWERED, "status", answer.data().text("status"), now.status == null ? null : now.status.name());
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
            boolean acted = !before.answer.eventIds().isEmpty();
            boolean same = before.command.content().equals(command.content());
            result.that(
                    ANSWERED,
                    !acted || !same,
                    "a repeat of " + before.command.entry().place() + ", judged anew");
            boolean refused = answer.code() != null
                    && (answer.code().equals("COMMAND_ID_REUSED") || NOT_REMEMBERED.contains(answer.code()));
            result.that(ANSWERED, !acted || same || refused, "its id was used before with another content");
        }
        if (effects.isEmpty()) {
            withoutEffect(command, answer, result);
        } else {
            withEffect(effects, answer, result);
        }
        verdict(command, answer, result);
        judged.computeIfAbsent(String.valueOf(command.id()), id -> new ArrayList<>(1))
                .add(new Judged(command, answer));
    }

    /** Was it for the right reason, or rightly accepted? What the record itself says wrong needs no task, and is not judged. */
    private void verdict(Asked command, Answered answer, About result) {
        String code = answer.code();
        boolean reused = "COMMAND_ID_REUSED".equals(code);
        if (reused && !here.forgets()) {
            result.that(ANSWERED, !earlier(command).isEmpty(), "its id was not used before");
        } else if (!reused && (code == null || !NOT_REMEMBERED.contains(code)) && !isFull(command, code)) {
            Life before = history.before(command.entry().offset());
            result.same(ANSWERED, "code", code, new Verdict(before, command).code());
            decidedWith(before, command, answer, result);
        }
    }

    /** The decision time is the append time, never earlier than the task's last event (D08). */
    private static void decidedWith(Life before, Asked command, Answered answer, About result) {
        long time = Math.max(command.entry().timestampMs(), before.timeMs);
        result.same(ANSWERED, "time", answer.json().time("time"), time);
        String name = "correlationid";
        result.same(ANSWERED, name, answer.json().text(name), command.json().text(name));
    }

    /** After so many answers a task takes no more uploads that change nothing. */
    private static boolean isFull(Asked command, @Nullable String code) {
        return command.is("UploadVideo") && "LIMIT_EXCEEDED".equals(code);
    }

    private List<Judged> earlier(Asked command) {
        return judged.getOrDefault(String.valueOf(command.id()), List.of());
    }

    private void withEffect(List<Step> effects, Answered answer, About result) {
        Step last = effects.getLast();
        boolean tooLate =
                "DEADLINE_PASSED".equals(answer.code()) && last.event().isExpiry();
        result.that(ANSWERED, answer.isAccepted() || tooLate, "refused, but it acted");
        standing(last, answer, result);
        if (answer.isAccepted()) {
            Quote quote = effects.stream()
                    .map(Step::quote)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            result.same(ANSWERED, "quote", Quote.read(answer.data().at("quote")), quote);
        }
    }

    /** Nothing happened: it was refused, or an upload that was there already (D11). */
    private void withoutEffect(Asked command, Answered answer, About result) {
        List<Step> before = history.steps().stream()
                .filter(step -> step.causeOffset() < command.entry().offset())
                .toList();
        if (answer.isAccepted()) {
            String asset = command.data().text("assetId");
            boolean there = before.stream()
                    .map(Step::event)
                    .anyMatch(event -> event.type().equals("VideoUploaded")
                            && Objects.equals(event.data().text("assetId"), asset));
            result.that(ANSWERED, command.is("UploadVideo") && there, "accepted, but nothing happened");
        }
        boolean tooLate = "DEADLINE_PASSED".equals(answer.code());
        result.that(ANSWERED, !tooLate, "too late, but the task did not end by it");
        if (answer.code() == null || !NOT_REMEMBERED.contains(answer.code())) {
            standing(before.isEmpty() ? null : before.getLast(), answer, result);
        }
    }

    /** Answers say where the task stands after them. */
    private static void standing(@Nullable Step at, Answered answer, About result) {
        long version = at == null ? 0 : at.event().sequence();
        Life.Status status = at == null ? null : at.after();
        result.same(ANSWERED, "version", answer.data().number("version"), version);
        result.same(ANSWERED, "status", answer.data().text("status"), status == null ? null : status.name());
    }
}
