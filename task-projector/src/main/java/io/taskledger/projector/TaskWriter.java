package io.taskledger.projector;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.projector.view.TaskRecord;
import io.taskledger.projector.view.TaskView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Tasks and their events into a version of the view, within the transaction of whoever calls. */
final class TaskWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;

    TaskWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.sql = JdbcClient.create(jdbc);
    }

    /** Answers what that adds to the record of each creator. */
    Map<String, TaskRecord> write(View view, List<ConsumerRecord<byte[], byte[]>> records, Balance balance) {
        Map<String, TaskRecord> parts = new HashMap<>();
        if (records.isEmpty()) {
            return parts;
        }
        List<EventEnvelope> events =
                records.stream().map(record -> EventWire.read(record.value())).toList();
        Map<String, TaskView> tasks = load(view, events);
        Set<String> known = Set.copyOf(tasks.keySet());
        CopyRows rows = new CopyRows();
        for (int i = 0; i < events.size(); i++) {
            EventEnvelope event = events.get(i);
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            String taskId = event.taskId().value();
            TaskView before = tasks.get(taskId);
            TaskView after = TaskView.fold(before, event);
            tasks.put(taskId, after);
            if (event.type().isTerminal()) {
                balance.ended(after);
            }
            TaskRecord part = TaskRecord.of(before, event);
            if (after.creatorId() != null && !part.equals(TaskRecord.NONE)) {
                parts.merge(after.creatorId(), part, TaskRecord::plus);
            }
            rows.row(6)
                    .text(taskId)
                    .number(event.version())
                    .text(after.clientId())
                    .small(record.partition())
                    .number(record.offset())
                    .bytes(record.value());
        }
        rows.copyInto(view.sql("{view}.task_event"), jdbc);
        save(view, tasks.values(), known);
        return parts;
    }

    /** The tasks of these events, and no others. */
    private Map<String, TaskView> load(View view, List<EventEnvelope> events) {
        String[] ids =
                events.stream().map(event -> event.taskId().value()).distinct().toArray(String[]::new);
        Map<String, TaskView> tasks = new HashMap<>();
        sql.sql(view.sql("select view from {view}.task where task_id = any(?)")).param(ids).query(String.class).stream()
                .map(text -> JSON.readValue(text, TaskView.class))
                .forEach(task -> tasks.put(task.taskId(), task));
        return tasks;
    }

    private void save(View view, Collection<TaskView> tasks, Set<String> known) {
        KeyedRows rows = new KeyedRows(
                "task",
                "task_id",
                known,
                "version",
                "status",
                "creator_id",
                "mcn_id",
                "pending",
                "ended_at_ms",
                "updated_at_ms",
                "view",
                "first_upload_ms",
                "pending_at_ms",
                "due_at_ms");
        for (TaskView task : tasks) {
            rows.of(task.taskId())
                    .row(18)
                    .text(task.taskId())
                    .number(task.version())
                    .text(task.status().name())
                    .text(task.kind().name())
                    .text(task.clientId())
                    .text(task.creatorId())
                    .text(task.campaignId())
                    .bool(task.pending() != null)
                    .time(task.publishedAt())
                    .time(task.endedAt())
                    .time(task.updatedAt())
                    .text(JSON.writeValueAsString(task))
                    .text(task.mcnId())
                    .number(
                            task.untilFirstUpload() == null
                                    ? null
                                    : task.untilFirstUpload().toMillis())
                    .number(task.amount().amountMinor())
                    .text(task.amount().currency().getCurrencyCode())
                    .time(task.pending() == null ? null : task.pending().requestedAt())
                    .time(task.dueAt());
        }
        rows.write(view, jdbc);
    }
}
