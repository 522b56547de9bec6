package io.taskledger.projector;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.view.TaskView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The view in PostgreSQL. A batch of records and the offsets after it are one transaction, so that whatever is killed, the
 * view is the fold of a prefix of the log, and goes on where that ends.
 */
class ViewStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    ViewStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Throws {@link TaskView.Gap} or a wire exception where the log is not what it must be; then nothing is applied. */
    @Transactional
    public void apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, Long> next = lockOffsets(batch);
        List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition source = new TopicPartition(record.topic(), record.partition());
            if (record.offset() >= next.getOrDefault(source, 0L)) {
                fresh.add(record);
                next.put(source, record.offset() + 1);
            }
        }
        fold(fresh.stream()
                .filter(record -> record.topic().equals(Topic.EVENTS.topicName()))
                .toList());
        insertSettlements(fresh.stream()
                .filter(record -> record.topic().equals(Topic.SETTLEMENTS.topicName()))
                .toList());
        next.forEach(this::putOffset);
    }

    /** In one order always, so that two instances cannot wait for each other. */
    private Map<TopicPartition, Long> lockOffsets(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, Long> offsets = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        batch.forEach(record -> offsets.put(new TopicPartition(record.topic(), record.partition()), 0L));
        offsets.replaceAll((source, zero) -> {
            sql.sql("insert into source_offset values (?, ?, 0) on conflict do nothing")
                    .params(source.topic(), source.partition())
                    .update();
            return sql.sql("select next_offset from source_offset where topic = ? and partition = ? for update")
                    .params(source.topic(), source.partition())
                    .query(Long.class)
                    .single();
        });
        return offsets;
    }

    private void putOffset(TopicPartition source, long next) {
        sql.sql("update source_offset set next_offset = ? where topic = ? and partition = ?")
                .params(next, source.topic(), source.partition())
                .update();
    }

    private void fold(List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        List<EventEnvelope> events =
                records.stream().map(record -> EventWire.read(record.value())).toList();
        Map<String, TaskView> views = load(events);
        Map<String, TaskView> changed = new LinkedHashMap<>();
        for (EventEnvelope event : events) {
            String taskId = event.taskId().value();
            TaskView after = TaskView.fold(views.get(taskId), event);
            views.put(taskId, after);
            changed.put(taskId, after);
        }
        insertEvents(events, records);
        upsert(List.copyOf(changed.values()));
    }

    private Map<String, TaskView> load(List<EventEnvelope> events) {
        String[] ids =
                events.stream().map(event -> event.taskId().value()).distinct().toArray(String[]::new);
        Map<String, TaskView> views = new HashMap<>();
        sql.sql("select view from task where task_id = any(?)").param(ids).query(String.class).stream()
                .map(ViewStore::read)
                .forEach(view -> views.put(view.taskId(), view));
        return views;
    }

    private void insertEvents(List<EventEnvelope> events, List<ConsumerRecord<byte[], byte[]>> records) {
        String[] ids = events.stream().map(event -> event.taskId().value()).toArray(String[]::new);
        Long[] versions = events.stream().map(EventEnvelope::version).toArray(Long[]::new);
        byte[][] values = records.stream().map(ConsumerRecord::value).toArray(byte[][]::new);
        sql.sql("insert into task_event select * from unnest(?::text[], ?::bigint[], ?::bytea[])")
                .params(List.of(ids, versions, values))
                .update();
    }

    private void upsert(List<TaskView> views) {
        String[] ids = views.stream().map(TaskView::taskId).toArray(String[]::new);
        Long[] versions = views.stream().map(TaskView::version).toArray(Long[]::new);
        String[] values = views.stream().map(JSON::writeValueAsString).toArray(String[]::new);
        sql.sql("""
                insert into task select * from unnest(?::text[], ?::bigint[], ?::text[])
                on conflict (task_id) do update set version = excluded.version, view = excluded.view
                """).params(List.of(ids, versions, values)).update();
    }

    private void insertSettlements(List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        String[] ids = records.stream()
                .map(record -> SettlementWire.read(record.value()).taskId().value())
                .toArray(String[]::new);
        byte[][] values = records.stream().map(ConsumerRecord::value).toArray(byte[][]::new);
        sql.sql("insert into settlement select * from unnest(?::text[], ?::bytea[])")
                .params(List.of(ids, values))
                .update();
    }

    /** Where each of these partitions goes on; one that was never read is not in the answer. */
    Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        sql.sql("select topic, partition, next_offset from source_offset").query(row -> {
            TopicPartition source = new TopicPartition(row.getString(1), row.getInt(2));
            if (partitions.contains(source)) {
                offsets.put(source, row.getLong(3));
            }
        });
        return offsets;
    }

    Optional<TaskView> task(String taskId) {
        return sql.sql("select view from task where task_id = ?")
                .param(taskId)
                .query(String.class)
                .optional()
                .map(ViewStore::read);
    }

    Optional<Settlement> settlement(String taskId) {
        return sql.sql("select record from settlement where task_id = ?")
                .param(taskId)
                .query(byte[].class)
                .optional()
                .map(SettlementWire::read);
    }

    /** In order, as they came. */
    List<byte[]> events(String taskId) {
        return sql.sql("select record from task_event where task_id = ? order by version")
                .param(taskId)
                .query((row, number) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
    }

    private static TaskView read(String view) {
        return JSON.readValue(view, TaskView.class);
    }
}
