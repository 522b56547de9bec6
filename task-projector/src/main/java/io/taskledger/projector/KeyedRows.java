package io.taskledger.projector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of one table of a view. Whoever writes them knows which are there, as nobody else writes of them meanwhile: new ones are
 * copied in, the others updated, which takes PostgreSQL less than finding out for each.
 */
final class KeyedRows {

    /** So many rows are updated by one statement, so that none takes long enough to be given up, however slow the machine. */
    private static final int AT_ONCE = 5_000;

    private final String table;
    private final String key;
    private final List<String> changing;
    private final CopyRows added = new CopyRows();
    private final List<CopyRows> changed = new ArrayList<>();

    /**
     * None yet.
     *
     * @param key      the column that a row is known by
     * @param changing the columns that a change may change
     */
    KeyedRows(String table, String key, String... changing) {
        this.table = table;
        this.key = key;
        this.changing = List.of(changing);
    }

    /** To be filled with all columns, in the table's order. */
    CopyRows added() {
        return added;
    }

    /** To be filled with all columns, in the table's order. */
    CopyRows changed() {
        if (changed.isEmpty() || changed.getLast().rows() == AT_ONCE) {
            changed.add(new CopyRows());
        }
        return changed.getLast();
    }

    /** Within the transaction of whoever calls; throws where a row that changes is not there. */
    void write(View view, JdbcTemplate jdbc) {
        if (!added.isEmpty()) {
            added.copyInto(view.sql("{view}." + table), jdbc);
        }
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
        String columns =
                changing.stream().map(column -> column + " = i." + column).collect(Collectors.joining(", "));
        int updated = jdbc.update(view.sql("update {view}." + table + " t set " + columns + " from " + incoming()
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
