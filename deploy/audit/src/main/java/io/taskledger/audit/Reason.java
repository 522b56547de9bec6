package io.taskledger.audit;

import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why somebody ends a task, as a command or an event says it (R03, D17). */
record Reason(
        @Nullable String code,
        @Nullable String text,
        @Nullable String channel) {

    private static final Set<String> CODES =
            Set.of("CHANGE_OF_PLAN", "CANNOT_DELIVER", "QUALITY", "COMMUNICATION", "OTHER");

    /** Longest text, in code points. */
    private static final int MAX_CHARACTERS = 500;

    static Reason read(Json data) {
        return new Reason(data.text("reasonCode"), data.text("reason"), data.text("channel"));
    }

    static boolean isAskedOf(Asked command) {
        return command.is("WithdrawTask", "RequestCancellation");
    }

    /** Whether it is asked of the command, and not filled in. */
    static boolean isMissing(Asked command) {
        return isAskedOf(command) && read(command.data()).isNotFilledIn();
    }

    private boolean isNotFilledIn() {
        return "PC".equals(channel) && (text == null || text.isBlank());
    }

    void check(About about) {
        checkCode(about);
        about.that(RULES, !isNotFilledIn(), "on PC a reason is filled in (R03)");
        checkLength(about);
    }

    /** Of events that do not repeat the text. */
    void checkCode(About about) {
        about.that(RULES, code != null && CODES.contains(code), "no reason has the code " + code);
    }

    /** Of texts that come without a code. */
    void checkLength(About about) {
        about.that(
                RULES,
                text == null || text.codePointCount(0, text.length()) <= MAX_CHARACTERS,
                "a reason of more than " + MAX_CHARACTERS + " characters (D17)");
    }
}
