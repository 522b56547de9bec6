package io.taskledger.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody ends a task (D17).
 *
 * @param text at most {@value #MAX_TEXT} characters (code points); obligatory on PC (R03); never in settlements
 */
public record Reason(Code code, @Nullable String text) {

    /** Longest text, in characters (code points). */
    public static final int MAX_TEXT = 500;

    /** The kinds of reason. */
    public enum Code {
        CHANGE_OF_PLAN,
        CANNOT_DELIVER,
        QUALITY,
        COMMUNICATION,
        OTHER
    }

    public Reason {
        Objects.requireNonNull(code, "reasonCode");
        checkText(text);
    }

    /** Refuses a text longer than {@value #MAX_TEXT} characters. */
    public static void checkText(@Nullable String text) {
        if (text != null && text.codePointCount(0, text.length()) > MAX_TEXT) {
            throw new IllegalArgumentException("reason must be at most " + MAX_TEXT + " characters");
        }
    }
}
