package io.taskledger.audit;

import static io.taskledger.audit.Invariant.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import io.taskledger.audit.Findings.Tally;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A task is shown as its events have it, and so are they; whatever is altered in the answers is noticed. */
final class TaskViewTest {

    private static final String PENDING = "/tasks/task-1";
    private static final String SETTLED = "/tasks/task-2";

    /** Of {@link #history}, written down by hand. */
    private static final Map<String, String> DUE =
            Map.of(PENDING, """
            {"taskId":"task-1","version":5,"status":"DELIVERED","kind":"ORDER","clientId":"client-7","creatorId":"creator-9",
             "payeeId":"creator-9","amountMinor":10001,"currency":"CNY","policy":{"id":"xingtu-2022-01","version":1},"uploads":1,
             "pendingCancellation":{"requestedBy":"CLIENT","reasonCode":"OTHER","reason":"moved",
              "quote":{"amountMinor":10001,"currency":"CNY","rateBp":5000,"toCreatorMinor":5001,"toClientMinor":5000,"rule":"R10",
               "policy":{"id":"xingtu-2022-01","version":1}},
              "requestedAt":"2026-11-22T10:00:00.021Z","confirmBy":"2026-11-25T10:00:00.021Z","escalated":false},
             "updatedAt":"2026-11-22T10:00:00.021Z"}""", SETTLED, """
            {"taskId":"task-2","version":5,"status":"COMPLETED","kind":"CROWD","clientId":"client-7","creatorId":"creator-9",
             "payeeId":"creator-9","amountMinor":10001,"currency":"CNY","policy":{"id":"demo-short","version":1},"uploads":1,
             "settlement":{"settlementId":"ID","type":"taskledger.PayoutDue.v1","rule":"COMPLETED","toCreatorMinor":10001,
              "toClientMinor":0,"businessDate":"2026-11-22"},
             "updatedAt":"2026-11-22T10:00:00.049Z"}""".replace("ID", Ids.settlement("task-2")));

    private final World world = history();
    private final Map<String, String> shown = new HashMap<>(DUE);

    @SuppressWarnings("NullAway.Init")
    private ShownView server;

    private static World history() {
        World world = new World().publish("task-1", "ORDER", "xingtu-2022-01").accept("task-1");
        world.upload("task-1", "u-1", "a-1");
        world.client("task-1", "r-1", "RequestCancellation", "\"reasonCode\":\"OTHER\",\"reason\":\"moved\"");
        world.publish("task-2", "CROWD", "demo-short").accept("task-2").upload("task-2", "u-1", "a-1");
        return world.client("task-2", "k-1", "CompleteTask", "");
    }

    @BeforeEach
    void start() {
        for (String task : DUE.keySet()) {
            shown.put(task + "/events", events(task.replace("/tasks/", "")).toString());
        }
        server = ShownView.of(shown::get);
    }

    private List<String> events(String task) {
        List<String> events = new ArrayList<>();
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            world.read(Topics.EVENTS, partition, entry -> {
                if (entry.group().equals(task)) {
                    events.add(World.text(entry));
                }
            });
        }
        return events;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_the_topics_say_holds() throws Exception {
        Tally tally = audit(false);
        assertThat(tally.first()).isEmpty();
        assertThat(tally.checked()).isEqualTo(2);
        assertThat(audit(true).violations()).isZero();
    }

    @Test
    void every_altered_field_is_noticed() throws Exception {
        Set<String> unnoticed = new TreeSet<>();
        for (Map.Entry<String, String> due : DUE.entrySet()) {
            for (String path : Alterations.paths(Json.MAPPER.readTree(due.getValue()), "")) {
                JsonNode altered = Json.MAPPER.readTree(due.getValue());
                Alterations.alter(altered, path, false);
                shown.put(due.getKey(), altered.toString());
                if (audit(false).violations() == 0) {
                    unnoticed.add(due.getKey() + path);
                }
            }
            shown.put(due.getKey(), due.getValue());
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void another_policy_than_the_one_that_was_pinned() throws Exception {
        shown.merge(SETTLED, "demo-short", (due, name) -> due.replace(name, "demo-long"));
        assertThat(audit(true).first())
                .extracting(Offender::message)
                .containsExactly("policy.id is demo-long, where demo-short was due");
    }

    @Test
    void an_event_that_is_not_shown() throws Exception {
        shown.put(PENDING + "/events", events("task-1").subList(0, 4).toString());
        assertThat(audit(true).first()).extracting(Offender::message).containsExactly("4 events, where 5 were due");
    }

    @Test
    void an_event_that_is_shown_otherwise() throws Exception {
        shown.merge(PENDING + "/events", "10001", (due, amount) -> due.replaceFirst(amount, "10002"));
        assertThat(audit(true).first())
                .extracting(Offender::message)
                .containsExactly("event 1 is not as the log has it");
    }

    @Test
    void an_event_that_the_log_has_not() throws Exception {
        List<String> events = events("task-1");
        events.add("{}");
        shown.put(PENDING + "/events", events.toString());
        assertThat(audit(false).violations()).isEqualTo(1);
        assertThat(audit(true).violations()).isZero();
    }

    private Tally audit(boolean live) throws Exception {
        View view = new View(server.base(), null, 10, InstantSource.system(), Duration.ZERO, Duration.ZERO);
        Auditor auditor = new Auditor(world, live, Creators.REVIEWED, view, (p, ps, r, t, v) -> {});
        return auditor.run().findings().of(VIEW);
    }
}
