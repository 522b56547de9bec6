package io.taskledger.projector;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.projector.view.Figures.Count;
import io.taskledger.projector.view.TaskRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creators, their events, and what their tasks add to them, into a version of the view, within the transaction of whoever calls. */
final class CreatorWriter {

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Views views;

    CreatorWriter(JdbcTemplate jdbc, Views views) {
        this.jdbc = jdbc;
        this.views = views;
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
        Set<String> ids = new HashSet<>(parts.keySet());
        events.forEach(event -> ids.add(event.creatorId().value()));
        if (ids.isEmpty()) {
            return;
        }
        copyIn(view, records, events);
        // What can be done before is: all who write of creators wait from here on.
        views.lockCreators(view);
        Map<String, CreatorNow> creators = load(view, ids);
        Set<String> known = Set.copyOf(creators.keySet());
        ids.forEach(id -> creators.putIfAbsent(id, CreatorNow.unknown(id)));
        events.forEach(event -> creators.computeIfPresent(event.creatorId().value(), (id, now) -> now.after(event)));
        parts.forEach((id, part) -> creators.computeIfPresent(id, (key, now) -> now.plus(part)));
        measure(view, parts, creators);
        save(view, creators.values(), known);
    }

    private void copyIn(View view, List<ConsumerRecord<byte[], byte[]>> records, List<CreatorEventEnvelope> events) {
        CopyRows rows = new CopyRows();
        for (int i = 0; i < events.size(); i++) {
            CreatorEventEnvelope event = events.get(i);
            rows.row(3)
                    .text(event.creatorId().value())
                    .number(event.version())
                    .bytes(records.get(i).value());
        }
        rows.copyInto(view.sql("{view}.creator_event"), jdbc);
    }

    private Map<String, CreatorNow> load(View view, Set<String> ids) {
        Map<String, CreatorNow> creators = new HashMap<>();
        sql.sql(view.sql("select " + CreatorNow.COLUMNS + " from {view}.creator where creator_id = any(?)"))
                .param(ids.toArray(String[]::new))
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

    private void save(View view, Collection<CreatorNow> creators, Set<String> known) {
        KeyedRows rows = new KeyedRows(
                "creator",
                "creator_id",
                known,
                "version",
                "kind",
                "status",
                "mcn_id",
                "banned_until_ms",
                "followers",
                "average_plays",
                "completed",
                "completion_rate_bp",
                "orders_median_seconds",
                "crowd_median_seconds",
                "updated_at_ms",
                "view",
                "tasks");
        creators.forEach(creator -> creator.addTo(rows.of(creator.creatorId())));
        rows.write(view, jdbc);
    }
}
