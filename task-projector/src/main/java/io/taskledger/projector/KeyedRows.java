package io.taskledger.projector;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of one table of a view. Whoever writes them knows which are there, as nobody else writes of them meanwhile: new ones are
 * copied in, the others updated, which takes PostgreSQL less than finding out for each.
 */
final class KeyedRows {

    private final CopyRows added = new CopyRows();
    private final CopyRows changed = new CopyRows();

    /** To be filled with all of the table's columns. */
    CopyRows added() {
        return added;
    }

    /** To be filled with all of the table's columns. */
    CopyRows changed() {
        return changed;
    }

    /**
     * Within the transaction of whoever calls.
     *
     * @param changing the columns that a row may change
     */
    void write(View view, String table, String key, JdbcTemplate jdbc, String... changing) {
        if (!added.isEmpty()) {
            added.copyInto(view.sql("{view}." + table), jdbc);
        }
        if (changed.isEmpty()) {
            return;
        }
        String incoming = "incoming_" + table;
        jdbc.execute(view.sql(
                "create temp table if not exists " + incoming + " (like {view}." + table + ") on commit delete rows"));
        // A transaction may hold several batches.
        jdbc.execute("delete from " + incoming);
        changed.copyInto(incoming, jdbc);
        String columns =
                Arrays.stream(changing).map(column -> column + " = i." + column).collect(Collectors.joining(", "));
        jdbc.update(view.sql("update {view}." + table + " t set " + columns + " from " + incoming + " i where t." + key
                + " = i." + key));
    }
}
