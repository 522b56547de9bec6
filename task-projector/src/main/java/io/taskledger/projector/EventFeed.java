package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events in the order of the log, from any place on. A place is what a stream sends as the id of an event. */
class EventFeed {

    /** Most events taken at once, of each partition. */
    private static final int BATCH = 100;

    private static final String NEXT_OF_CLIENT = """
            select e.partition, e.position, e.record
            from {view}.source_offset o left join unnest(?::bigint[]) with ordinality as p (position, nth)
                on p.nth = o.partition + 1
            cross join lateral (
                select t.partition, t.position, t.record from {view}.task_event t
                where t.client_id = ? and t.partition = o.partition and t.position > coalesce(p.position, -1)
                order by t.position limit ?) e
            where o.topic = ?
            order by e.partition, e.position
            """;

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    private final JdbcClient sql;
    private final Views views;
    private final ViewWriter writer;

    EventFeed(JdbcClient sql, Views views, ViewWriter writer) {
        this.sql = sql;
        this.views = views;
        this.writer = writer;
    }

    /** An event with its place: the record's type, and the record as it is. */
    record Entry(String place, String type, String json) {
        static Entry of(String place, byte[] record) {
            return new Entry(place, EventWire.readType(record).typeName(), new String(record, UTF_8));
        }
    }

    /** Whose events. */
    interface Source {
        /** Where a stream begins that names no place. */
        String start();

        /** Throws a problem where the place is none. */
        void check(String place);

        /** What comes next; empty where nothing has come yet. */
        List<Entry> after(String place);
    }

    /** A task's, from its first on; a place is a version. */
    Source ofTask(String taskId) {
        return new Source() {
            @Override
            public String start() {
                return "0";
            }

            @Override
            public void check(String place) {
                if (!VERSION.matcher(place).matches()) {
                    throw Problem.badRequest("Last-Event-ID must be the id of an event of this stream.");
                }
            }

            @Override
            public List<Entry> after(String place) {
                return sql.sql(views.serving()
                                .sql("select version, record from {view}.task_event where task_id = ?"
                                        + " and version > ? order by version limit " + BATCH))
                        .params(taskId, Long.parseLong(place))
                        .query((row, number) ->
                                Entry.of(Long.toString(row.getLong(1)), Objects.requireNonNull(row.getBytes(2))))
                        .list();
            }
        };
    }

    /** A client's, of all its tasks, from now on; a place is written {@link Positions}. */
    Source ofClient(String clientId) {
        return new Source() {
            @Override
            public String start() {
                Positions positions = Positions.none();
                writer.offsets(views.serving()).forEach((source, next) -> {
                    if (source.topic().equals(Topic.EVENTS.topicName())) {
                        positions.set(source.partition(), next - 1);
                    }
                });
                return positions.toString();
            }

            @Override
            public void check(String place) {
                if (!Positions.isOne(place)) {
                    throw Problem.badRequest("Last-Event-ID must be the id of an event of this stream.");
                }
            }

            @Override
            public List<Entry> after(String place) {
                Positions positions = Positions.parse(place);
                // Row by row, as each moves the place on.
                return sql.sql(views.serving().sql(NEXT_OF_CLIENT))
                        .params(List.of(positions.toArray(), clientId, BATCH, Topic.EVENTS.topicName()))
                        .query((row, number) -> {
                            positions.set(row.getInt(1), row.getLong(2));
                            return Entry.of(positions.toString(), Objects.requireNonNull(row.getBytes(3)));
                        })
                        .list();
            }
        };
    }
}
