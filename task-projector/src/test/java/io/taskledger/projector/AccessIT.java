package io.taskledger.projector;

import static io.taskledger.projector.view.CreatorStory.applied;
import static io.taskledger.projector.view.CreatorStory.approved;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.Asker.Role;
import io.taskledger.projector.view.CreatorStory;
import io.taskledger.projector.view.Story;
import io.taskledger.projector.view.TaskView;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who sees what: each role, each query, what is theirs and what is not, over tasks as chance has them. */
final class AccessIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final Tokens TOKENS = new Tokens();

    /** Of x-mcn-0, which sees its tasks, accepted before or after and by whomever. */
    private static final String MEMBER = "x-creator-1";

    /** Of so many each query for one thing is tried by everybody. */
    private static final int LOOKED_AT = 25;

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    @SuppressWarnings("NullAway.Init")
    private static Population population;

    /** As the tokens have it. */
    record Party(Role role, String id) {

        boolean seesAll() {
            return role == Role.OPERATOR || role == Role.FINANCE;
        }

        boolean sees(TaskView task) {
            return switch (role) {
                case CLIENT -> task.clientId().equals(id);
                case CREATOR -> id.equals(task.creatorId());
                case MCN -> id.equals(task.mcnId()) || (id.equals("x-mcn-0") && MEMBER.equals(task.creatorId()));
                case OPERATOR, FINANCE -> true;
            };
        }

        RunningProjector asks() {
            return projector.by(TOKENS.of(role.name(), id));
        }
    }

    @BeforeAll
    static void live() throws IOException, InterruptedException, ExecutionException {
        projector = SHARED.another(TOKENS.settings(directory));
        population = Population.live(SHARED, "x-", 200);
        SHARED.logs()
                .appendCreators(CreatorStory.of(MEMBER, applied(), approved(), new McnJoined(new McnId("x-mcn-0"))));
        awaitCreator(MEMBER, 3);
    }

    private static void awaitCreator(String id, int version) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> SHARED.projector()
                                .get("/creators/" + id + "?minVersion=" + version)
                                .statusCode()
                        == 200);
    }

    @AfterAll
    static void stop() {
        projector.close();
    }

    static Stream<Party> parties() {
        return Stream.concat(restricted(), Stream.of(new Party(Role.OPERATOR, "o"), new Party(Role.FINANCE, "f")));
    }

    static Stream<Party> restricted() {
        return Stream.of(
                new Party(Role.CLIENT, "x-client-0"),
                new Party(Role.CLIENT, "x-client-1"),
                new Party(Role.CREATOR, "x-creator-2"),
                new Party(Role.CREATOR, "x-creator-3"),
                new Party(Role.MCN, "x-mcn-0"),
                new Party(Role.MCN, "x-mcn-1"),
                // Whose ids are known, but as something else.
                new Party(Role.CREATOR, "x-client-0"),
                new Party(Role.CLIENT, "x-creator-2"),
                new Party(Role.MCN, "x-creator-2"),
                new Party(Role.CLIENT, "o"));
    }

    @Test
    void everybody_has_something_and_nobody_of_those_restricted_all() {
        restricted()
                .limit(6)
                .forEach(party -> assertThat(
                                population.tasks().stream().filter(party::sees).count())
                        .as(party.toString())
                        .isBetween(5L, 150L));
    }

    @ParameterizedTest
    @MethodSource("parties")
    void tasks_are_listed_and_counted_among_what_is_theirs(Party party) {
        for (String filter : List.of(
                "",
                "kind=ORDER",
                "status=COMPLETED",
                "pending=true",
                "clientId=x-client-1",
                "creatorId=x-creator-2",
                "campaignId=x-campaign-0",
                "endedFrom=2000-01-01T00:00:00Z",
                "updatedSince=2000-01-01T00:00:00Z")) {
            List<String> theirs = SHARED.projector().walk("/tasks?" + filter, "tasks", 500, () -> {}).stream()
                    .map(row -> row.path("taskId").asString())
                    .filter(id -> party.seesAll() || sees(party, id))
                    .toList();
            assertThat(party.asks().walk("/tasks?" + filter, "tasks", 7, () -> {}).stream()
                            .map(row -> row.path("taskId").asString()))
                    .as(filter)
                    .containsExactlyElementsOf(theirs);
        }
        Map<String, Long> counts = new TreeMap<>();
        party.asks()
                .json("/counts?clientId=x-client-1")
                .forEachEntry((status, count) -> counts.put(status, count.asLong()));
        assertThat(counts)
                .isEqualTo(population.tasks().stream()
                        .filter(party::sees)
                        .filter(task -> task.clientId().equals("x-client-1"))
                        .collect(Collectors.groupingBy(
                                task -> task.status().name(), TreeMap::new, Collectors.counting())));
    }

    /** Tasks of other tests have other parties. */
    private static boolean sees(Party party, String taskId) {
        return population.tasks().stream()
                .filter(task -> task.taskId().equals(taskId))
                .anyMatch(party::sees);
    }

    @ParameterizedTest
    @MethodSource("parties")
    void settlements_are_listed_and_summed_among_those_of_their_tasks(Party party) {
        for (String filter : List.of(
                "",
                "clientId=x-client-1",
                "payeeId=x-creator-2",
                "type=PAYOUT_DUE",
                "rule=R10",
                "businessDateFrom=2000-01-01")) {
            List<String> theirs =
                    SHARED.projector().walk("/settlements?" + filter, "settlements", 500, () -> {}).stream()
                            .filter(row -> party.seesAll()
                                    || sees(party, row.path("subject").asString()))
                            .map(row -> row.path("id").asString())
                            .toList();
            assertThat(party.asks().walk("/settlements?" + filter, "settlements", 7, () -> {}).stream()
                            .map(row -> row.path("id").asString()))
                    .as(filter)
                    .containsExactlyElementsOf(theirs);
            long summed = party.asks()
                    .json("/settlements/sums?" + filter)
                    .valueStream()
                    .mapToLong(sum -> sum.path("settlements").asLong())
                    .sum();
            assertThat(summed).as(filter).isEqualTo(theirs.size());
        }
    }

    @ParameterizedTest
    @MethodSource("parties")
    void what_is_not_theirs_answers_as_what_does_not_exist(Party party) {
        RunningProjector asked = party.asks();
        for (TaskView task : population.tasks().subList(0, LOOKED_AT)) {
            for (String query :
                    List.of("", "?version=1", "?at=" + Timestamps.format(task.updatedAt()), "/events", "/timeline")) {
                requireTheirs(party, task, asked, "/tasks/" + task.taskId() + query, "/tasks/nobody" + query);
            }
        }
        for (Settlement settlement : population.settlements().subList(0, LOOKED_AT)) {
            TaskView task = population.tasks().stream()
                    .filter(one -> one.taskId().equals(settlement.taskId().value()))
                    .findFirst()
                    .orElseThrow();
            requireTheirs(party, task, asked, "/settlements/" + settlement.id(), "/settlements/nobody");
        }
    }

    private static void requireTheirs(Party party, TaskView task, RunningProjector asked, String path, String missing) {
        HttpResponse<String> answer = asked.get(path, "If-None-Match", "\"77\"");
        if (party.sees(task)) {
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(SHARED.projector().get(path).body());
            return;
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        String settlementId = NamedIds.settlement(new TaskId(task.taskId()));
        assertThat(answer.body().replace(task.taskId(), "nobody").replace(settlementId, "nobody"))
                .isEqualTo(asked.get(missing).body());
        // Nor by its tag.
        assertThat(asked.get(path, "If-None-Match", "\"" + task.version() + "\"")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void waiting_does_not_tell_whether_there_is_such_a_task(Party party) {
        String foreign = population.tasks().stream()
                .filter(task -> !party.sees(task))
                .findFirst()
                .orElseThrow()
                .taskId();
        HttpResponse<String> answer = party.asks().get("/tasks/" + foreign + "?minVersion=1");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body().replace(foreign, "nobody"))
                .isEqualTo(party.asks().get("/tasks/nobody?minVersion=1").body());
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void streams_are_of_what_is_theirs(Party party) {
        for (TaskView task : population.tasks().subList(0, LOOKED_AT)) {
            if (!party.sees(task)) {
                HttpResponse<String> answer = party.asks()
                        .get(
                                "/tasks/" + task.taskId() + "/stream",
                                "Accept",
                                "text/event-stream",
                                "Last-Event-ID",
                                "0");
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body().replace(task.taskId(), "nobody"))
                        .isEqualTo(party.asks().get("/tasks/nobody/stream").body());
            }
        }
        population.tasks().stream().filter(party::sees).findFirst().ifPresent(task -> {
            EventStream stream = open(party, "/tasks/" + task.taskId() + "/stream");
            await().until(() -> stream.events.size() == task.version());
            stream.close();
        });
        for (String client : List.of("x-client-0", "x-client-1")) {
            if (party.equals(new Party(Role.CLIENT, client))) {
                open(party, "/stream?clientId=" + client).close();
            } else {
                HttpResponse<String> answer = party.asks().get("/stream?clientId=" + client);
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            }
        }
    }

    @Test
    void operators_and_finance_follow_whatever_there_is() {
        for (Party party : List.of(new Party(Role.OPERATOR, "o"), new Party(Role.FINANCE, "f"))) {
            open(party, "/stream?clientId=x-client-0").close();
            open(party, "/tasks/x-not-yet/stream").close();
        }
    }

    /** As soon as one is free: those before are, once their end is noticed. */
    private static EventStream open(Party party, String path) {
        List<EventStream> opened = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> opened.add(EventStream.open(party.asks(), path, null)));
        return opened.getLast();
    }

    @Test
    void task_becomes_somebodys_when_it_is_accepted() throws Exception {
        Party creator = new Party(Role.CREATOR, "creator-9");
        Party other = new Party(Role.CREATOR, "creator-8");
        SHARED.logs().append(List.of(envelope("x-open", 1, published(null))));
        SHARED.projector().awaitVersion("x-open", 1);
        assertThat(creator.asks().get("/tasks/x-open").statusCode()).isEqualTo(404);
        SHARED.logs().append(List.of(envelope("x-open", 2, accepted())));
        assertThat(creator.asks().get("/tasks/x-open?minVersion=2").statusCode())
                .isEqualTo(200);
        assertThat(other.asks().get("/tasks/x-open").statusCode()).isEqualTo(404);
        JsonNode before = creator.asks().json("/tasks/x-open?version=1");
        assertThat(before.path("status").asString()).isEqualTo("PUBLISHED");
    }

    @Test
    void agency_sees_a_members_tasks_as_long_as_it_is_one() throws Exception {
        Party agency = new Party(Role.MCN, "y-mcn");
        List<EventEnvelope> task =
                Story.of("y-task", Story.invited("y-member"), Story.accepted("y-member"), new ProductionStarted());
        SHARED.logs().append(task.subList(0, 2));
        SHARED.projector().awaitVersion("y-task", 2);
        McnId mcn = new McnId("y-mcn");
        List<CreatorEventEnvelope> life =
                CreatorStory.of("y-member", applied(), approved(), new McnJoined(mcn), new McnLeft(mcn));
        assertThat(agency.asks().get("/tasks/y-task").statusCode()).isEqualTo(404);
        SHARED.logs().appendCreators(life.subList(0, 3));
        awaitCreator("y-member", 3);
        assertThat(agency.asks().get("/tasks/y-task").statusCode()).isEqualTo(200);
        assertThat(agency.asks().json("/tasks").path("tasks")).hasSize(1);
        EventStream stream = open(agency, "/tasks/y-task/stream");
        await().until(() -> stream.events.size() == 2);
        SHARED.logs().appendCreators(life.subList(3, 4));
        awaitCreator("y-member", 4);
        assertThat(agency.asks().get("/tasks/y-task").statusCode()).isEqualTo(404);
        assertThat(agency.asks().json("/tasks").path("tasks")).isEmpty();
        SHARED.logs().append(task.subList(2, 3));
        assertThat(stream.end).succeedsWithin(Duration.ofSeconds(20));
        assertThat(stream.events).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("parties")
    void creators_record_is_everybodys_and_its_events_are_its_own_its_agencys_and_of_who_sees_all(Party party) {
        RunningProjector asked = party.asks();
        assertThat(asked.get("/creators/" + MEMBER).body())
                .isEqualTo(SHARED.projector().get("/creators/" + MEMBER).body());
        assertThat(asked.json("/creators?mcnId=x-mcn-0").path("creators")).hasSize(1);
        requireEvents(party, asked.get("/creators/" + MEMBER + "/events"), false);
    }

    @Test
    void creators_events_are_read_by_the_creator_itself() {
        Party itself = new Party(Role.CREATOR, MEMBER);
        requireEvents(itself, itself.asks().get("/creators/" + MEMBER + "/events"), true);
    }

    private static void requireEvents(Party party, HttpResponse<String> answer, boolean itself) {
        if (itself || party.seesAll() || party.equals(new Party(Role.MCN, "x-mcn-0"))) {
            assertThat(answer.body())
                    .isEqualTo(SHARED.projector()
                            .get("/creators/" + MEMBER + "/events")
                            .body());
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().replace(MEMBER, "nobody"))
                .isEqualTo(party.asks().get("/creators/nobody/events").body());
    }
}
