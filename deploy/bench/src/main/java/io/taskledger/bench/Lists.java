package io.taskledger.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of lists, for every filter, over many tasks; and creators' records. */
record Lists(Machine machine, Asking asking, int pages) {

    /** A list is followed so far before the next one is begun. */
    private static final int DEEP = 5;

    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    /** {@code #} stands for a number that differs from list to list. */
    private static final List<String> FILTERS = List.of(
            "/tasks?",
            "/tasks?clientId=client-0",
            "/tasks?clientId=client-#",
            "/tasks?creatorId=creator-#",
            "/tasks?campaignId=campaign-#",
            "/tasks?status=COMPLETED",
            "/tasks?status=ACCEPTED",
            "/tasks?kind=ORDER",
            "/tasks?kind=CROWD",
            "/tasks?pending=true",
            "/tasks?endedFrom=2026-01-02T00:00:00Z&endedTo=2026-01-08T00:00:00Z",
            "/tasks?updatedSince=2026-01-02T00:00:00Z",
            "/tasks?clientId=client-0&status=ACCEPTED",
            "/tasks?creatorId=creator-#&status=COMPLETED",
            "/tasks?clientId=client-#&pending=true",
            "/creators/creator-#?minVersion=1",
            "/creators?",
            "/creators?sort=completionRate",
            "/creators?kind=STAR&sort=medianSecondsToFirstUpload",
            "/settlements?",
            "/settlements?payeeId=creator-#",
            "/settlements?clientId=client-#",
            "/settlements?businessDate=2026-01-03",
            "/settlements?type=COMPENSATION_DUE",
            "/settlements?rule=D02");

    /** Copies of what there is, at the same times, under other ids. */
    void fillUpTo(int tasks) throws SQLException {
        long there = Long.parseLong(String.valueOf(machine.ask("select count(*) from view_1.task")));
        System.out.printf("Filling up from %,d to %,d tasks …%n", there, tasks);
        machine.execute("""
                insert into view_1.task
                select copy.* from generate_series(1, %1$d) n cross join view_1.task one
                    cross join lateral jsonb_populate_record(one, jsonb_build_object('task_id', task_id || '-' || n,
                        'view', replace(view, '"' || task_id || '"', '"' || task_id || '-' || n || '"'))) copy limit %2$d;
                insert into view_1.settlement
                select copy.* from generate_series(1, %1$d) n cross join view_1.settlement one
                    cross join lateral jsonb_populate_record(one, jsonb_build_object(
                        'settlement_id', settlement_id || '-' || n, 'task_id', task_id || '-' || n)) copy limit %2$d;
                vacuum analyze view_1.task;
                vacuum analyze view_1.settlement;
                checkpoint;
                """.formatted(tasks / there + 1, Math.max(0, tasks - there)));
    }

    Map<String, Object> measure() throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String filter : FILTERS) {
            var unused = pages(filter, DEEP * 2);
            figures.put(filter, Figures.show(filter, pages(filter, pages).json()));
        }
        return figures;
    }

    private Latencies pages(String filter, int count) throws IOException {
        Latencies latencies = new Latencies(count);
        String cursor = "";
        for (int i = 0; i < count; i++) {
            String path = filter.replace("#", Integer.toString(1 + i / DEEP * 2)) + cursor;
            Matcher next = NEXT.matcher(asking.once(path, latencies));
            cursor = i % DEEP < DEEP - 1 && next.find() ? "&cursor=" + next.group(1) : "";
        }
        return latencies;
    }
}
