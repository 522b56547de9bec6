package io.taskledger.projector;

import io.taskledger.projector.TaskReader.Page;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the view says of creators. */
class CreatorReader {

    private final JdbcClient sql;
    private final Views views;

    CreatorReader(JdbcClient sql, Views views) {
        this.sql = sql;
        this.views = views;
    }

    /** None where only tasks know it. */
    Optional<CreatorNow> creator(String creatorId) {
        return sql.sql(views.serving()
                        .sql("select " + CreatorNow.COLUMNS
                                + " from {view}.creator where creator_id = ? and version > 0"))
                .param(creatorId)
                .query((row, number) -> CreatorNow.of(row))
                .optional();
    }

    /** 0 where there is no such creator. */
    long version(String creatorId) {
        return sql.sql(views.serving().sql("select version from {view}.creator where creator_id = ?"))
                .param(creatorId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The events in order, as they came; none where they are not for the asker. */
    List<byte[]> events(Asker asker, String creatorId) {
        Conditions one = asker.creators().equal("creator_id", creatorId);
        return sql.sql(views.serving()
                        .sql("select record from (select creator_id from {view}.creator" + one.where()
                                + ") creator join {view}.creator_event e using (creator_id) order by e.version"))
                .params(one.values())
                .query((row, number) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
    }

    /** A row of a list, and where it stands in it. */
    private record Listed(CreatorNow creator, long key) {}

    /** The first ones along an index of each kind and status, and of these the first. */
    Page<CreatorNow> list(CreatorFilter filter, int limit, @Nullable Cursor after) {
        CreatorOrder order = filter.order();
        Conditions conditions = filter.conditions(Instant.now())
                .add("c.kind = k.kind")
                .add("c.status = s.status")
                .add("version > 0");
        if (after != null) {
            conditions.add(
                    "(" + filter.orderedBy() + ", creator_id) " + order.beyond + " (?, ?)", after.key(), after.id());
        }
        String more = order.direction + ", creator_id" + order.direction + " limit " + (limit + 1);
        List<Listed> rows = sql.sql(views.serving()
                        .sql("select page.* from unnest(?::text[]) k (kind) cross join unnest(?::text[]) s (status)"
                                + " cross join lateral (select " + CreatorNow.COLUMNS + ", " + order.key
                                + " as key from {view}.creator c" + conditions.where() + " order by "
                                + filter.orderedBy() + more + ") page order by page.key" + more))
                .param(filter.kinds())
                .param(filter.statuses())
                .params(conditions.values())
                .query((row, number) -> new Listed(CreatorNow.of(row), row.getLong("key")))
                .list();
        List<CreatorNow> page = rows.stream().limit(limit).map(Listed::creator).toList();
        if (rows.size() <= limit) {
            return new Page<>(page, null);
        }
        Listed last = rows.get(limit - 1);
        return new Page<>(page, new Cursor(filter.fingerprint(), last.key, last.creator.creatorId()));
    }
}
