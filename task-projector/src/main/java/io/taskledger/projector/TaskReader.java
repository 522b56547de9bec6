package io.taskledger.projector;

import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.TaskFilter.Order;
import io.taskledger.projector.view.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the view says of tasks, to each who asks of those that are theirs. */
class TaskReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;
    private final Views views;

    TaskReader(JdbcClient sql, Views views) {
        this.sql = sql;
        this.views = views;
    }

    /** A task as it stands, with its settlement where there is one. */
    record TaskNow(TaskView task, @Nullable Settlement settlement) {}

    /** Some of many, and where the next ones begin; null where there are none. */
    record Page<T>(List<T> rows, @Nullable Cursor next) {}

    Optional<TaskNow> task(Asker asker, String taskId) {
        Conditions one = one(asker, taskId);
        return sql.sql(views.serving()
                        .sql("select view, record from (select * from {view}.task" + one.where()
                                + ") task left join {view}.settlement using (task_id)"))
                .params(one.values())
                .query(TaskReader::now)
                .optional();
    }

    private static Conditions one(Asker asker, String taskId) {
        return asker.tasks().equal("task_id", taskId);
    }

    private static TaskNow now(ResultSet row, int number) throws SQLException {
        byte[] settlement = row.getBytes("record");
        return new TaskNow(
                JSON.readValue(row.getString("view"), TaskView.class),
                settlement == null ? null : SettlementWire.read(settlement));
    }

    /** 0 where there is no such task. */
    long version(Asker asker, String taskId) {
        Conditions one = one(asker, taskId);
        return sql.sql(views.serving().sql("select version from {view}.task" + one.where()))
                .params(one.values())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The events in order, as they came. */
    List<byte[]> events(Asker asker, String taskId) {
        return events(asker, taskId, Long.MAX_VALUE);
    }

    private List<byte[]> events(Asker asker, String taskId, long lastVersion) {
        Conditions one = one(asker, taskId);
        return sql.sql(
                        views.serving()
                                .sql(
                                        "select record from (select task_id from {view}.task" + one.where()
                                                + ") task join {view}.task_event e using (task_id) where e.version <= ? order by e.version"))
                .params(one.values())
                .param(lastVersion)
                .query((row, number) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
    }

    /** The task as it stood after that version; by the same fold that makes the view. */
    Optional<TaskView> at(Asker asker, String taskId, long version) {
        return fold(events(asker, taskId, version));
    }

    /** The task as it stood at that instant, what was decided in it included. */
    Optional<TaskView> at(Asker asker, String taskId, Instant instant) {
        List<byte[]> until = events(asker, taskId).stream()
                .takeWhile(record -> !EventWire.read(record).time().isAfter(instant))
                .toList();
        return fold(until);
    }

    private static Optional<TaskView> fold(List<byte[]> records) {
        TaskView task = null;
        for (byte[] record : records) {
            task = TaskView.fold(task, EventWire.read(record));
        }
        return Optional.ofNullable(task);
    }

    Page<TaskNow> list(Asker asker, TaskFilter filter, int limit, @Nullable Cursor after) {
        Order order = filter.order();
        Conditions conditions = filter.conditions(asker);
        if (after != null) {
            String comparison = order.latestFirst ? "<" : ">";
            conditions.add(
                    "(" + filter.orderedBy(asker) + ", task_id) " + comparison + " (?, ?)", after.key(), after.id());
        }
        String direction = order.latestFirst ? " desc" : " asc";
        // The page first, then its settlements: joining before would hide the index from the planner.
        String statement = "select page.*, s.record from (select * from {view}.task" + conditions.where() + " order by "
                + filter.orderedBy(asker) + direction + ", task_id" + direction + " limit " + (limit + 1)
                + ") page left join {view}.settlement s using (task_id) order by page." + order.column + direction
                + ", page.task_id" + direction;
        List<TaskNow> rows = sql.sql(views.serving().sql(statement))
                .params(conditions.values())
                .query(TaskReader::now)
                .list();
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        TaskView last = rows.get(limit - 1).task();
        Instant key = switch (order) {
            case PUBLICATION -> last.publishedAt();
            case END -> Objects.requireNonNull(last.endedAt());
            case UPDATE -> last.updatedAt();
        };
        return new Page<>(rows.subList(0, limit), new Cursor(filter.fingerprint(), key.toEpochMilli(), last.taskId()));
    }

    /** How many tasks of a client, of a creator, or of both together are in each status; one without any is left out. */
    Map<String, Long> counts(Asker asker, @Nullable String clientId, @Nullable String creatorId) {
        Conditions conditions = asker.tasks().equal("client_id", clientId).equal("creator_id", creatorId);
        Map<String, Long> counts = new LinkedHashMap<>();
        sql.sql(views.serving()
                        .sql("select status, count(*) from {view}.task" + conditions.where()
                                + " group by status order by status"))
                .params(conditions.values())
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }
}
