package io.taskledger.projector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of one table of a view. Whoever writes them knows which are there, as nobody else writes of them meanwhile: new ones are
 * copied in, the others updated, which takes PostgreSQL less than finding out for each.
 */
final class KeyedRows {

    /** So many rows are updated by one statement, so that none nears the time after which it is given up. */
    private static final int AT_ONCE = 5_000;

    private final String table;
    private final String key;
    private final String changes;
    private final Set<String> known;
    private final CopyRows added = new CopyRows();
    private final List<CopyRows> changed = new ArrayList<>();

    /**
     * None yet.
     *
     * @param key      the column that a row is known by
     * @param known    by which keys rows are there
     * @param changing the columns that a change may change
     */
    KeyedRows(String table, String key, Set<String> known, String... changing) {
        this.table = table;
        this.key = key;
        this.known = known;
        this.changes =
                Arrays.stream(changing).map(column -> column + " = i." + column).collect(Collectors.joining(", "));
    }

    /** Where the row of this key is to be written: all columns, in the table's order. */
    CopyRows of(String value) {
        if (!known.contains(value)) {
            return added;
        }
        if (changed.isEmpty() || changed.getLast().rows() == AT_ONCE) {
            changed.add(new CopyRows());
        }
        return changed.getLast();
    }

    /** Within the transaction of whoever calls; throws where a row that changes is not there. */
    void write(View view, JdbcTemplate jdbc) {
        added.copyInto(view.sql("{view}." + table), jdbc);
        if (changed.isEmpty()) {
            return;
        }
        jdbc.execute(view.sql("create temp table if not exists " + incoming() + " (like {view}." + table
                + ") on commit delete rows"));
        changed.forEach(rows -> update(view, rows, jdbc));
    }

    private void update(View view, CopyRows rows, JdbcTemplate jdbc) {
        // What was updated before in the same transaction.
        jdbc.execute("delete from " + incoming());
        rows.copyInto(incoming(), jdbc);
        int updated = jdbc.update(view.sql("update {view}." + table + " t set " + changes + " from " + incoming()
                + " i where t." + key + " = i." + key));
        if (updated != rows.rows()) {
            throw new IllegalStateException(
                    "of " + rows.rows() + " rows of " + table + " that were there " + updated + " are left");
        }
    }

    private String incoming() {
        return "incoming_" + table;
    }
}
