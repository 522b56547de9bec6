package io.taskledger.projector;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds two versions of the view, at the same place of the log, against each other: a digest for each task, settlement and creator. */
class ViewComparison {

    private static final Logger LOG = LoggerFactory.getLogger(ViewComparison.class);

    /** So many differing ones are named. */
    private static final int NAMED = 10;

    private final JdbcClient sql;

    ViewComparison(JdbcClient sql) {
        this.sql = sql;
    }

    /** Throws {@link IllegalStateException} naming tasks and creators that differ, unless that is accepted. */
    void require(View old, View next, boolean acceptDifferences) {
        List<String> differing = sql.sql(old.sql("""
                        select name from (
                            select 'task ' || task_id from {view}.task a full join {next}.task b using (task_id)
                            where a.version is distinct from b.version or md5(a.view) is distinct from md5(b.view)
                            union
                            select 'task ' || coalesce(a.task_id, b.task_id)
                            from {view}.settlement a full join {next}.settlement b using (settlement_id)
                            where md5(a.record) is distinct from md5(b.record)
                            union
                            select 'creator ' || creator_id
                            from {view}.creator a full join {next}.creator b using (creator_id)
                            where (a.version, a.orders_median_seconds, a.crowd_median_seconds)
                                is distinct from (b.version, b.orders_median_seconds, b.crowd_median_seconds)
                            or md5(a.view) is distinct from md5(b.view) or md5(a.tasks) is distinct from md5(b.tasks)
                        ) differing (name) order by name limit ?
                        """).replace("{next}", next.schema()))
                .param(NAMED)
                .query((row, number) -> Objects.requireNonNull(row.getString(1)))
                .list();
        long tasks = sql.sql(next.sql("select count(*) from {view}.task"))
                .query(Long.class)
                .single();
        if (differing.isEmpty()) {
            LOG.info("Compared {} tasks: both views are the same", tasks);
        } else if (acceptDifferences) {
            LOG.warn("Compared {} tasks: {} and perhaps more differ, which is accepted", tasks, differing);
        } else {
            throw new IllegalStateException("The views differ, in " + differing
                    + " and perhaps more. Nothing was switched. If that is what the new version means to change, start again"
                    + " with --accept-differences.");
        }
    }
}
