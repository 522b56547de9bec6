package io.taskledger.projector;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where reading of each partition goes on, as a version of the view has it. */
final class SourceOffsets {

    private final JdbcClient sql;

    SourceOffsets(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those of all partitions; one that was never read is not in the answer. */
    Map<TopicPartition, Long> all(View view) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        sql.sql(view.sql("select topic, partition, next_offset from {view}.source_offset"))
                .query(row -> {
                    offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                });
        return offsets;
    }

    /** Those of these; nobody else writes of them until the transaction ends. */
    Map<TopicPartition, Long> lock(View view, Collection<TopicPartition> sources) {
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

    void put(View view, Map<TopicPartition, Long> offsets) {
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
}
