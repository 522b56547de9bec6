package io.taskledger.projector;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.projector.view.Figures.Count;
import io.taskledger.projector.view.TaskRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creators, their events, and what their tasks add to them, into a version of the view, within the transaction of whoever calls. */
final class CreatorWriter {

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;

    CreatorWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.sql = JdbcClient.create(jdbc);
    }

    /**
     * Writes both at once.
     *
     * @param parts what tasks, which are written already, add to the record of each creator
     */
    void write(View view, List<ConsumerRecord<byte[], byte[]>> records, Map<String, TaskRecord> parts) {
        List<CreatorEventEnvelope> events = records.stream()
                .map(record -> CreatorEventWire.read(record.value()))
                .toList();
        Set<String> ids = new TreeSet<>(parts.keySet());
        events.forEach(event -> ids.add(event.creatorId().value()));
        if (ids.isEmpty()) {
            return;
        }
        Map<String, CreatorNow> creators = lock(view, ids);
        CopyRows rows = new CopyRows();
        for (int i = 0; i < events.size(); i++) {
            CreatorEventEnvelope event = events.get(i);
            String id = event.creatorId().value();
            creators.computeIfPresent(id, (key, now) -> now.after(event));
            rows.row(3).text(id).number(event.version()).bytes(records.get(i).value());
        }
        if (!events.isEmpty()) {
            rows.copyInto(view.sql("{view}.creator_event"), jdbc);
        }
        parts.forEach((id, part) -> creators.computeIfPresent(id, (key, now) -> now.plus(part)));
        measure(view, parts, creators);
        upsert(view, creators.values());
    }

    /** These as they stand, made where they are not; nobody else writes of them until the transaction ends. */
    private Map<String, CreatorNow> lock(View view, Set<String> ids) {
        // In one order always, so that two instances cannot wait for each other.
        String[] keys = ids.toArray(String[]::new);
        sql.sql(view.sql("""
                        insert into {view}.creator (creator_id)
                        select id from unnest(?::text[]) id order by id collate "C" on conflict do nothing
                        """)).param(keys).update();
        Map<String, CreatorNow> creators = new TreeMap<>();
        sql.sql(view.sql("select " + CreatorNow.COLUMNS
                        + " from {view}.creator where creator_id = any(?) order by creator_id for update"))
                .param(keys)
                .query(row -> {
                    creators.put(row.getString("creator_id"), CreatorNow.of(row));
                });
        return creators;
    }

    /** Anew for whose tasks had a first upload: what others have added to these creators is committed, or waits. */
    private void measure(View view, Map<String, TaskRecord> parts, Map<String, CreatorNow> creators) {
        List<String> ids = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (TaskKind kind : TaskKind.values()) {
            parts.forEach((id, part) -> {
                if (part.of(kind).count(Count.UPLOADED) > 0) {
                    ids.add(id);
                    kinds.add(kind.name());
                }
            });
        }
        if (ids.isEmpty()) {
            return;
        }
        sql.sql(view.sql("""
                        select c.id, c.kind, (
                            select floor(percentile_cont(0.5) within group (order by t.first_upload_ms) / 1000)::bigint
                            from {view}.task t
                            where t.creator_id = c.id and t.kind = c.kind and t.first_upload_ms is not null)
                        from unnest(?::text[], ?::text[]) c (id, kind)
                        """))
                .params(ids.toArray(String[]::new), kinds.toArray(String[]::new))
                .query(row -> {
                    TaskKind kind = TaskKind.valueOf(row.getString(2));
                    long medianSeconds = row.getLong(3);
                    creators.computeIfPresent(row.getString(1), (key, now) -> now.measured(kind, medianSeconds));
                });
    }

    private void upsert(View view, Collection<CreatorNow> creators) {
        CopyRows rows = new CopyRows();
        creators.forEach(creator -> creator.addTo(rows));
        sql.sql(view.sql(
                        "create temp table if not exists incoming_creator (like {view}.creator) on commit delete rows"))
                .update();
        // A transaction may hold several batches.
        sql.sql("delete from incoming_creator").update();
        rows.copyInto("incoming_creator", jdbc);
        sql.sql(view.sql("""
                insert into {view}.creator select * from incoming_creator on conflict (creator_id) do update set
                version = excluded.version, kind = excluded.kind, status = excluded.status, mcn_id = excluded.mcn_id,
                banned_until_ms = excluded.banned_until_ms, followers = excluded.followers,
                average_plays = excluded.average_plays, completed = excluded.completed,
                completion_rate_bp = excluded.completion_rate_bp,
                orders_median_seconds = excluded.orders_median_seconds,
                crowd_median_seconds = excluded.crowd_median_seconds, updated_at_ms = excluded.updated_at_ms,
                view = excluded.view, tasks = excluded.tasks
                """)).update();
    }
}
