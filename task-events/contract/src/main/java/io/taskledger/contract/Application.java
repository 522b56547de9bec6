package io.taskledger.contract;

/**
 * What somebody applies with to take orders (F01).
 *
 * @param accountName 1–{@value #MAX_NAME} characters (code points), not blank
 * @param followers   0 … {@value Audience#MAX_COUNT}, as the applicant says
 */
public record Application(CreatorKind kind, String accountName, long followers) {

    /** Longest account name, in characters (code points). */
    public static final int MAX_NAME = 64;

    public Application {
        if (accountName.isBlank() || accountName.codePointCount(0, accountName.length()) > MAX_NAME) {
            throw new IllegalArgumentException(
                    "accountName must be 1–64 characters, not blank, but was " + Excerpt.of(accountName));
        }
        Audience.checkCount("followers", followers);
    }
}
