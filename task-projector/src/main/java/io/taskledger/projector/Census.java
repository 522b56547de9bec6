package io.taskledger.projector;

import io.taskledger.contract.Status;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts all tasks of the view that serves. What it costs follows from what is open or on its way, never from what is over. */
record Census(JdbcClient sql, Views views) {

    /** An end and its settlement come by two ways: for so long one may be without the other, in ms. */
    private static final long ON_ITS_WAY_MS = 60_000;

    /** The timer asks within a second, and the log answers in one more: later than this is late, in ms. */
    private static final long LATE_MS = 15_000;

    private static final String[] OPEN = {
        Status.PUBLISHED.name(), Status.ACCEPTED.name(), Status.IN_PRODUCTION.name(), Status.DELIVERED.name()
    };

    /** Open tasks in one state, and the money that is held for them. */
    record Open(String status, String currency, long tasks, long amountMinor) {}

    /**
     * Cancellations that somebody has to answer.
     *
     * @param escalated whether it is an operator's turn
     */
    record Pending(String currency, boolean escalated, long tasks, long amountMinor, long oldestAtMs) {}

    /**
     * Ends and settlements that do not meet.
     *
     * @param missing  ends that have waited too long for their settlement
     * @param unfounded settlements that have waited too long for their end
     * @param gaps     tasks that were settled at another sum than was held
     * @param gapMinor by how much, in all
     * @param dueMinor amounts of all ends without a settlement, also of those that wait for a moment only
     */
    record Unbalanced(String currency, long missing, long unfounded, long gaps, long gapMinor, long dueMinor) {}

    /** Deadlines that have passed, and nothing has happened. */
    record Overdue(long tasks, long oldestAtMs) {}

    /** Records of the log that a version of the view which is being built has, and lacks. */
    record Building(long done, long remaining) {}

    List<Open> open() {
        return sql.sql(views.serving().sql("""
                        select status, currency, count(*), sum(amount_minor) from {view}.task
                        where status = any(?) group by status, currency
                        """))
                .param(OPEN)
                .query((row, number) -> new Open(
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4)))
                .list();
    }

    List<Pending> pending() {
        return sql.sql(views.serving().sql("""
                        select currency, due_at_ms is null, count(*), sum(amount_minor), min(pending_at_ms)
                        from {view}.task where pending group by 1, 2
                        """))
                .query((row, number) -> new Pending(
                        Objects.requireNonNull(row.getString(1)),
                        row.getBoolean(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .list();
    }

    List<Unbalanced> unbalanced(long nowMs) {
        long before = nowMs - ON_ITS_WAY_MS;
        return sql.sql(views.serving().sql("""
                        select currency,
                            count(*) filter (where ends > 0 and since_ms < ?),
                            count(*) filter (where ends < 0 and since_ms < ?),
                            count(*) filter (where ends = 0),
                            coalesce(sum(abs(amount_minor)) filter (where ends = 0), 0),
                            coalesce(sum(amount_minor) filter (where ends > 0), 0)
                        from {view}.unbalanced group by currency
                        """))
                .params(before, before)
                .query((row, number) -> new Unbalanced(
                        Objects.requireNonNull(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }

    Overdue overdue(long nowMs) {
        return sql.sql(views.serving().sql("""
                        select count(*), coalesce(min(due_at_ms), ?) from {view}.task where due_at_ms < ?
                        """))
                .params(nowMs, nowMs - LATE_MS)
                .query((row, number) -> new Overdue(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Nothing where none is being built. */
    Building building() {
        return views.building()
                .map(this::offsets)
                .map(done -> new Building(done, Math.max(0, offsets(views.serving()) - done)))
                .orElse(new Building(0, 0));
    }

    private long offsets(View view) {
        return sql.sql(view.sql("select coalesce(sum(next_offset), 0) from {view}.source_offset"))
                .query(Long.class)
                .single();
    }
}
