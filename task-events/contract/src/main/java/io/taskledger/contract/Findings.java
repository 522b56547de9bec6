package io.taskledger.contract;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a review found wrong with an application (F01).
 *
 * @param caseRef the operator's case
 * @param wrong   one or more, each once
 * @param reason  at most {@value Reason#MAX_TEXT} characters (code points)
 */
public record Findings(
        Identifier.CaseRef caseRef,
        List<Finding> wrong,
        @Nullable String reason) {

    /** What the review looks at. */
    public enum Finding {
        IDENTITY,
        ACCOUNT_NAME,
        CONDITIONS
    }

    public Findings {
        wrong = List.copyOf(wrong);
        if (wrong.isEmpty() || Set.copyOf(wrong).size() < wrong.size()) {
            throw new IllegalArgumentException("findings must be one or more of IDENTITY, ACCOUNT_NAME, CONDITIONS,"
                    + " each once, but were " + wrong);
        }
        Reason.checkText(reason);
    }
}
