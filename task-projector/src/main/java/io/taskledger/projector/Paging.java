package io.taskledger.projector;

import io.taskledger.projector.TaskReader.Page;
import org.jspecify.annotations.Nullable;

/** What all lists have in common. */
final class Paging {

    /** As the annotation needs it. */
    static final String DEFAULT_LIMIT = "50";

    /** Most rows on one page. */
    private static final int MAX_LIMIT = 500;

    /** What is handed on as it came. */
    static final String RECORD = "A CloudEvent, as the contract has it";

    private Paging() {}

    static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit must be 1 … " + MAX_LIMIT + ", but was " + limit + ".");
        }
        return limit;
    }

    static @Nullable Cursor cursor(@Nullable String cursor, int fingerprint) {
        return cursor == null ? null : Cursor.parse(cursor, fingerprint);
    }

    static @Nullable String next(Page<?> page) {
        return page.next() == null ? null : page.next().toString();
    }
}
