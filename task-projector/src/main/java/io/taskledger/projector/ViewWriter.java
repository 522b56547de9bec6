package io.taskledger.projector;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.view.TaskView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Folds records into a version of the view. A batch of records and the offsets after it are one transaction, so that whatever
 * is killed, the view is the fold of a prefix of the log, and goes on where that ends.
 */
class ViewWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final Views views;

    ViewWriter(JdbcTemplate jdbc, TransactionTemplate transactions, Views views) {
        this.jdbc = jdbc;
        this.sql = JdbcClient.create(jdbc);
        this.transactions = transactions;
        this.views = views;
    }

    /**
     * Into the view that serves. False where that is another one by now: then nothing was applied, and reading has to go on
     * where that one is. Throws {@link TaskView.Gap} or a wire exception where the log is not what it must be.
     */
    boolean applyIfServing(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!views.servingForWriting().equals(view)) {
                return false;
            }
            write(view, batch);
            return true;
        }));
    }

    /** Into a view that is being built, by whoever builds it. */
    void apply(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        transactions.executeWithoutResult(status -> write(view, batch));
    }

    private void write(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, Long> next = lockOffsets(view, batch);
        List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition source = new TopicPartition(record.topic(), record.partition());
            if (record.offset() >= next.getOrDefault(source, 0L)) {
                fresh.add(record);
                next.put(source, record.offset() + 1);
            }
        }
        writeEvents(view, of(Topic.EVENTS, fresh));
        writeSettlements(view, of(Topic.SETTLEMENTS, fresh));
        putOffsets(view, next);
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            Topic topic, Collection<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> record.topic().equals(topic.topicName()))
                .toList();
    }

    /** Where each of these partitions goes on; nobody else writes of them until the transaction ends. */
    private Map<TopicPartition, Long> lockOffsets(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        List<TopicPartition> sources = batch.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .distinct()
                .toList();
        Object[] keys = {
            sources.stream().map(TopicPartition::topic).toArray(String[]::new),
            sources.stream().map(TopicPartition::partition).toArray(Integer[]::new)
        };
        // In one order always, so that two instances cannot wait for each other.
        sql.sql(view.sql("""
                        insert into {view}.source_offset
                        select t, p, 0 from unnest(?::text[], ?::integer[]) s (t, p) order by t, p on conflict do nothing
                        """)).params(keys).update();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        sql.sql(view.sql("""
                        select topic, partition, next_offset from {view}.source_offset
                        where (topic, partition) in (select * from unnest(?::text[], ?::integer[]))
                        order by topic, partition for update
                        """)).params(keys).query(row -> {
            offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
        });
        return offsets;
    }

    private void putOffsets(View view, Map<TopicPartition, Long> offsets) {
        List<TopicPartition> sources = List.copyOf(offsets.keySet());
        sql.sql(view.sql("""
                        update {view}.source_offset o set next_offset = s.n
                        from unnest(?::text[], ?::integer[], ?::bigint[]) s (t, p, n) where o.topic = s.t and o.partition = s.p
                        """))
                .params(
                        sources.stream().map(TopicPartition::topic).toArray(String[]::new),
                        sources.stream().map(TopicPartition::partition).toArray(Integer[]::new),
                        sources.stream().map(offsets::get).toArray(Long[]::new))
                .update();
    }

    private void writeEvents(View view, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        List<EventEnvelope> events =
                records.stream().map(record -> EventWire.read(record.value())).toList();
        Map<String, TaskView> tasks = load(view, events);
        CopyRows rows = new CopyRows();
        for (int i = 0; i < events.size(); i++) {
            EventEnvelope event = events.get(i);
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            String taskId = event.taskId().value();
            TaskView after = TaskView.fold(tasks.get(taskId), event);
            tasks.put(taskId, after);
            rows.row(6)
                    .text(taskId)
                    .number(event.version())
                    .text(after.clientId())
                    .small(record.partition())
                    .number(record.offset())
                    .bytes(record.value());
        }
        copy(view.sql("{view}.task_event"), rows);
        upsert(view, tasks.values());
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

    private void upsert(View view, Collection<TaskView> tasks) {
        CopyRows rows = new CopyRows();
        for (TaskView task : tasks) {
            rows.row(13)
                    .text(task.taskId())
                    .number(task.version())
                    .text(task.status().name())
                    .text(task.kind().name())
                    .text(task.clientId())
                    .text(task.creatorId())
                    .text(task.campaignId())
                    .bool(task.pending() != null)
                    .number(task.publishedAt().toEpochMilli())
                    .number(epochMs(task.endedAt()))
                    .number(task.updatedAt().toEpochMilli())
                    .text(JSON.writeValueAsString(task))
                    .text(task.mcnId());
        }
        sql.sql(view.sql("create temp table if not exists incoming_task (like {view}.task) on commit delete rows"))
                .update();
        // A transaction may hold several batches.
        sql.sql("delete from incoming_task").update();
        copy("incoming_task", rows);
        sql.sql(view.sql("""
                insert into {view}.task select * from incoming_task on conflict (task_id) do update set
                version = excluded.version, status = excluded.status, creator_id = excluded.creator_id,
                mcn_id = excluded.mcn_id, pending = excluded.pending, ended_at_ms = excluded.ended_at_ms,
                updated_at_ms = excluded.updated_at_ms, view = excluded.view
                """)).update();
    }

    private static @Nullable Long epochMs(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private void writeSettlements(View view, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        CopyRows rows = new CopyRows();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Settlement settlement = SettlementWire.read(record.value());
            Quote quote = settlement.quote();
            rows.row(12)
                    .text(settlement.id())
                    .text(settlement.taskId().value())
                    .text(settlement.type().name())
                    .text(quote.rule().name())
                    .text(settlement.clientId().value())
                    .text(
                            settlement.payeeId() == null
                                    ? null
                                    : settlement.payeeId().value())
                    .date(settlement.businessDate())
                    .text(quote.total().currency().getCurrencyCode())
                    .number(quote.total().amountMinor())
                    .number(quote.toCreatorMinor())
                    .number(quote.toClientMinor())
                    .bytes(record.value());
        }
        copy(view.sql("{view}.settlement"), rows);
    }

    private void copy(String table, CopyRows rows) {
        byte[] bytes = rows.end();
        var unused = jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)", new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException("from memory", e);
            }
        });
    }

    /** Where each of these partitions goes on; one that was never read is not in the answer. */
    Map<TopicPartition, Long> offsets(View view) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        sql.sql(view.sql("select topic, partition, next_offset from {view}.source_offset"))
                .query(row -> {
                    offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                });
        return offsets;
    }
}
