package io.taskledger.projector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which versions of the view there are, and which one serves. */
class Views {

    /** A reader may still see the version before for so long after a switch. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** Longest that somebody may still read the version before: it is known so long, a connection waited for, an answer taken. */
    private static final Duration LAST_READERS = Duration.ofSeconds(6);

    /** Ours among PostgreSQL's advisory locks: who makes a version keeps others from making it too. */
    private static final long MAKING = 7_011_825_534L;

    /** Shared by those who write into the version that serves; alone to the switch, which they queue behind. */
    private static final long SWITCHING = 7_011_825_535L;

    /** With a view's number: whoever writes of its creators, which tasks of all partitions share. */
    private static final int CREATORS = 1_634_526_835;

    /** Between two statements of a writer, in ms: as long as it waits for PostgreSQL at most, twice {@code socketTimeout}. */
    private static final String LONGEST_SILENCE_MS = "20000";

    private final DataSource database;
    private final JdbcClient sql;
    /** For what somebody waits for, and beside any transaction. */
    private final JdbcClient queries;

    private final TransactionTemplate transactions;
    private volatile @Nullable Known known;

    private record Known(View serving, long atNanos) {}

    Views(DataSource database, JdbcClient sql, TransactionTemplate transactions) {
        this.database = database;
        this.sql = sql;
        this.queries = QueryConfiguration.bounded(database);
        this.transactions = transactions;
    }

    /** What people read; known for a second. */
    View serving() {
        Known last = known;
        if (last == null || System.nanoTime() - last.atNanos > FRESH_NANOS) {
            last = new Known(find(queries, "SERVING").orElseThrow(), System.nanoTime());
            known = last;
        }
        return last.serving;
    }

    /**
     * What people read, held until the transaction ends: a switch waits for it, and so do other writers of the same partitions,
     * and of creators. So one who goes on with nothing is put out: PostgreSQL hears nothing of a process that is frozen, or
     * cut off.
     */
    View servingForWriting() {
        sql.sql("select pg_advisory_xact_lock_shared(?), set_config('idle_in_transaction_session_timeout', ?, true)")
                .params(SWITCHING, LONGEST_SILENCE_MS)
                .query(rows -> {});
        // By a statement of its own, which sees the switch that the lock has waited for.
        return find("SERVING").orElseThrow();
    }

    /**
     * Nobody else writes of its creators until the transaction ends, which is near: this comes last. What is read by a later
     * statement is as the one before has left it.
     */
    void lockCreators(View view) {
        sql.sql("select pg_advisory_xact_lock(?, ?)")
                .params(CREATORS, view.number())
                .query(rows -> {});
    }

    /** What {@link #servingForWriting} would say, now. */
    void forget() {
        known = null;
    }

    Optional<View> building() {
        return find("BUILDING");
    }

    private Optional<View> find(String state) {
        return find(sql, state);
    }

    private static Optional<View> find(JdbcClient sql, String state) {
        return sql.sql("select number from view_version where state = ? order by number desc limit 1")
                .param(state)
                .query(Integer.class)
                .optional()
                .map(View::new);
    }

    /** The tables of the version that serves, made or brought up to date; the first is made where there is none. */
    void prepare() {
        exclusively(() -> {
            View serving = find("SERVING").orElseGet(() -> add("SERVING"));
            migrate(serving);
        });
    }

    /** A new version beside the one that serves, or the one that an interrupted rebuild has left. */
    View beginBuilding() {
        View[] next = new View[1];
        exclusively(() -> {
            next[0] = building().orElseGet(() -> add("BUILDING"));
            migrate(next[0]);
        });
        return next[0];
    }

    /**
     * From now on the new one serves; the old one is kept as it is.
     *
     * @param handover what has to be done with the old one while nobody writes into it; where it throws, nothing is switched
     */
    void switchTo(View next, Consumer<View> handover) {
        transactions.executeWithoutResult(status -> {
            lock("pg_advisory_xact_lock", SWITCHING);
            View serving = find("SERVING").orElseThrow();
            if (serving.equals(next)) {
                throw new IllegalStateException("another rebuild has switched to " + next.schema() + " already");
            }
            handover.accept(serving);
            sql.sql("update view_version set state = 'KEPT' where number = ?")
                    .param(serving.number())
                    .update();
            sql.sql("update view_version set state = 'SERVING' where number = ?")
                    .param(next.number())
                    .update();
        });
        forget();
    }

    /** Drops all versions that do not serve: those kept after a switch, and one that a rebuild has left unfinished. */
    List<View> dropKept() throws InterruptedException {
        List<View> kept = sql.sql("select number from view_version where state <> 'SERVING'")
                .query((row, number) -> new View(row.getInt(1)))
                .list();
        Thread.sleep(LAST_READERS);
        for (View view : kept) {
            transactions.executeWithoutResult(status -> {
                sql.sql(view.sql("drop schema {view} cascade")).update();
                sql.sql("delete from view_version where number = ?")
                        .param(view.number())
                        .update();
            });
        }
        return kept;
    }

    private View add(String state) {
        return new View(sql.sql("""
                insert into view_version (number, state)
                select coalesce(max(number), 0) + 1, ? from view_version returning number
                """).param(state).query(Integer.class).single());
    }

    private void migrate(View view) {
        Flyway.configure()
                .dataSource(database)
                .schemas(view.schema())
                .locations("classpath:db/view")
                .load()
                .migrate();
    }

    /** Two instances that start at once must not both make the first version. */
    private void exclusively(Runnable work) {
        transactions.executeWithoutResult(status -> {
            lock("pg_advisory_xact_lock", MAKING);
            work.run();
        });
    }

    /** Until the transaction ends. */
    private void lock(String function, long key) {
        sql.sql("select " + function + "(?)").param(key).query(rows -> {});
    }
}
