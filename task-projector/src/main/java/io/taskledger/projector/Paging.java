package io.taskledger.projector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all lists have in common. */
final class Paging {

    /** As the annotation needs it. */
    static final String DEFAULT_LIMIT = "50";

    /** Most rows on one page. */
    private static final int MAX_LIMIT = 500;

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

    static Map<String, Object> json(String name, List<?> rows, @Nullable Cursor next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, rows);
        if (next != null) {
            json.put("next", next.toString());
        }
        return json;
    }
}
