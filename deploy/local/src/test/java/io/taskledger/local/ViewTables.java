package io.taskledger.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The projector's tables, looked at and falsified from outside. */
record ViewTables(String jdbcUrl) {

    /** Each version of the view with its state, as {@code 1 KEPT, 2 SERVING}. */
    String states() throws SQLException {
        return text("select string_agg(number || ' ' || state, ', ' order by number) from view_version");
    }

    String schemas() throws SQLException {
        return text(
                "select string_agg(nspname, ', ' order by nspname) from pg_namespace where nspname like 'view\\_%'");
    }

    /** How many records of the log it holds. */
    long applied(String view) throws SQLException {
        return number("select (select count(*) from " + view + ".task_event) + (select count(*) from " + view
                + ".settlement)");
    }

    /** How many tasks it shows as ended and settled. */
    long ended(String view) throws SQLException {
        return number("select count(*) from " + view + ".task join " + view + ".settlement using (task_id)"
                + " where ended_at_ms is not null");
    }

    /** False also where there is no such view yet. */
    boolean hasTasks(String view) throws SQLException {
        return number("select count(*) from pg_tables where tablename = 'task' and schemaname = '" + view + "'") > 0
                && number("select count(*) from " + view + ".task") > 0;
    }

    /** Makes a task another client's, and returns its id. */
    String falsifyOne(String view) throws SQLException {
        return text("update " + view + ".task set view = replace(view, 'client-7', 'client-8') where task_id ="
                + " (select min(task_id) from " + view + ".task) returning task_id");
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
    }
}
