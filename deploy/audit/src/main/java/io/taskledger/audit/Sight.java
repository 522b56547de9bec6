package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Sights.Known;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a creator looked to the one who decided about an order: by what the event or the answer says.
 *
 * @param mcn      the agency that acted for the creator, if one did
 * @param accepted of an event
 * @param answer   of an answer
 */
record Sight(
        String record,
        String taskId,
        @Nullable String mcn,
        long decidedMs,
        @Nullable Accepted accepted,
        @Nullable Answer answer) {

    /** Standings and acceptances have their times from different brokers, and a broker's clock may be set back. */
    private static final long CLOCKS_DIFFER_MS = 60_000;

    /**
     * The acceptance.
     *
     * @param writtenMs when its record was appended: what was published later cannot have been read
     * @param seen      null where nothing was known
     */
    record Accepted(long writtenMs, @Nullable Seen seen) {}

    /** The standing that an acceptance says it saw. */
    record Seen(
            long version, @Nullable String status, @Nullable String mcnId) {}

    /**
     * The answer, which does not say what was seen.
     *
     * @param conflicts the command expected another version of the task
     */
    record Answer(
            boolean conflicts,
            @Nullable String code,
            @Nullable Long bannedUntilMs) {}

    void check(Creators mode, List<Known> known, Findings findings) {
        About about = new About(findings, record, taskId);
        if (accepted != null) {
            accepted(accepted, mode, known, about);
        }
        if (answer != null) {
            answered(answer, mode, known, about);
        }
    }

    /** The version seen tells what had to be decided, and it may lag. */
    private void accepted(Accepted accepted, Creators mode, List<Known> known, About about) {
        Seen seen = accepted.seen;
        if (seen == null) {
            about.same(RULES, "the code of an unknown creator", code(mode, null), null);
            return;
        }
        Known then = known.stream()
                .filter(one -> one.version() == seen.version)
                .findFirst()
                .orElse(null);
        about.that(RULES, then != null, "no standing was ever published as version " + seen.version);
        if (then != null) {
            Standing standing = then.standing();
            about.that(
                    RULES,
                    then.timeMs() - accepted.writtenMs <= CLOCKS_DIFFER_MS,
                    "standing " + seen.version + " was published later");
            about.same(RULES, "standing.status", seen.status, standing.status());
            about.same(RULES, "standing.mcnId", seen.mcnId, standing.mcnId());
            about.same(RULES, "the code that the standing calls for", code(mode, standing), null);
        }
    }

    /** One of the standings that may have been seen must call for it: any, as nobody knows how far the decider was. */
    private void answered(Answer answer, Creators mode, List<Known> known, About about) {
        boolean possible = Stream.concat(
                        Stream.of((Standing) null), known.stream().map(Known::standing))
                .anyMatch(standing -> {
                    String due = code(mode, standing);
                    if (answer.conflicts && !"NOT_A_PARTY".equals(due)) {
                        due = "VERSION_CONFLICT";
                    }
                    boolean banned = standing != null && "CREATOR_BANNED".equals(due);
                    Long until = banned ? standing.bannedUntil(decidedMs) : null;
                    return Objects.equals(answer.code, due) && Objects.equals(answer.bannedUntilMs, until);
                });
        about.that(
                ANSWERED,
                possible,
                "code is " + answer.code + ", which no standing of the creator calls for, nor that it had none");
    }

    private @Nullable String code(Creators mode, @Nullable Standing standing) {
        boolean reviewed = mode == Creators.REVIEWED;
        if (reviewed && mcn != null && (standing == null || !mcn.equals(standing.mcnId()))) {
            return "NOT_A_PARTY";
        }
        if (reviewed && (standing == null || !"ONBOARDED".equals(standing.status()))) {
            return "CREATOR_NOT_ONBOARDED";
        }
        return standing != null && standing.isBannedAt(decidedMs) ? "CREATOR_BANNED" : null;
    }
}
