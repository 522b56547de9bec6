package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Stack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Input that nobody should send, straight into Kafka, to tasks and to creators: each record is answered or set aside exactly
 * once, no task, no creator and no view of them changes, and all services go on. Every field spoilt in every way, then 5,000
 * records at random to each; another number and seed by -Dtaskledger.hostile=N and -Dtaskledger.seed=S.
 */
final class HostileIT {

    private static final int RECORDS = Integer.getInteger("taskledger.hostile", 5_000);
    private static final long SEED = Long.getLong("taskledger.seed", 20_261_123);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int VICTIMS = 20;

    @TempDir
    static Path data;

    private static Stack stack = FreeStack.in(Path.of("unused"));
    private static View view = new View(stack);
    private static Onslaught onTasks = Onslaught.onTasks("unused");
    private static Onslaught onCreators = Onslaught.onCreators("unused");

    /** What the services had written. */
    private static List<String> before = List.of();

    /** What each victim's decider says of it. */
    private static Map<String, CommandResult> knownBefore = Map.of();

    private static Map<String, JsonNode> seenBefore = Map.of();

    private static int goodAnswers;
    private static int largestTaken;

    enum Victims {
        TASKS,
        CREATORS;

        List<String> types() {
            CommandName[] types = this == TASKS ? CommandType.values() : CreatorCommandType.values();
            return Stream.of(types).map(CommandName::typeName).toList();
        }

        Onslaught onslaught() {
            return this == TASKS ? onTasks : onCreators;
        }
    }

    @BeforeAll
    static void hostile_records_are_sent_to_tasks_and_creators_at_work() throws Exception {
        stack = FreeStack.in(data);
        view = new View(stack);
        stack.startBroker();
        stack.startPostgres();
        for (Service service : Service.values()) {
            stack.start(service);
        }
        for (Service service : Service.values()) {
            stack.awaitReady(service);
        }
        try (Client client = new Client(stack.bootstrapServers())) {
            for (String creator : ids("creator")) {
                banned(client, creator);
            }
            for (String task : ids("task")) {
                var unused = new Play(client, task).accepted();
            }
        }
        knownBefore = known("before");
        await().atMost(PATIENCE).untilAsserted(() -> {
            seenBefore = seen();
            // Published and accepted, or more.
            assertThat(seenBefore.values())
                    .allMatch(seen -> seen.isArray() || seen.path("version").asLong(0) >= 2);
            knownBefore.forEach(
                    (creator, known) -> assertThat(Objects.requireNonNull(seenBefore.get("/creators/" + creator))
                                    .path("version")
                                    .asLong(0))
                            .isEqualTo(known.version()));
        });
        before = written();
        attack();
    }

    private static void attack() throws Exception {
        onTasks = Onslaught.onTasks(stack.bootstrapServers());
        onCreators = Onslaught.onCreators(stack.bootstrapServers());
        HostileRecords toTasks = HostileRecords.toTasks(SEED, ids("task"));
        HostileRecords toCreators = HostileRecords.toCreators(SEED, ids("creator"));
        largestTaken = toTasks.largestValueBytes();
        try (Probes probes = new Probes(stack.bootstrapServers())) {
            onTasks.send(toTasks, toTasks.enumerated() + RECORDS, probes);
            onCreators.send(toCreators, toCreators.enumerated() + RECORDS, probes);
            for (Victims one : Victims.values()) {
                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                    probes.ask();
                    return one.onslaught().isDealtWith();
                });
            }
            goodAnswers = probes.answered();
            System.out.printf(
                    "%,d and %,d hostile records; of %,d good commands amid them the slowest was answered in %,d ms%n",
                    onTasks.tried(),
                    onCreators.tried(),
                    goodAnswers,
                    probes.longest().toMillis());
        }
    }

    private static List<String> ids(String kind) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < VICTIMS; i++) {
            ids.add("victim-" + kind + "-" + i);
        }
        return ids;
    }

    /** So that there is something to take away: a review, an agency, and a ban that runs. */
    private static void banned(Client client, String creatorId) throws InterruptedException {
        CreatorPlay play = new CreatorPlay(client, creatorId, "victim").onboarded();
        Play.accept(play.ask(new Actor(Role.CREATOR, creatorId), new JoinMcn(new McnId("mcn-1"))));
        play.violates("v-1");
        play.violates("v-2");
    }

    /** An answer that changes nothing says how it stands. */
    private static Map<String, CommandResult> known(String when) throws InterruptedException {
        Map<String, CommandResult> known = new LinkedHashMap<>();
        try (Client client = new Client(stack.bootstrapServers())) {
            for (String creator : ids("creator")) {
                CommandResult answer = new CreatorPlay(client, creator, when)
                        .ask(Play.OPERATOR, new OverturnViolation(new ViolationId("v-9"), new CaseRef("case-9")));
                assertThat(answer.code()).isEqualTo(RejectionCode.UNKNOWN_VIOLATION);
                known.put(creator, answer);
            }
        }
        return known;
    }

    /** Everything but answers and dead letters, and what the good ones make, in any order. */
    private static List<String> written() {
        return Stream.of(
                        Topic.EVENTS,
                        Topic.CREATOR_EVENTS,
                        Topic.CREATOR_STANDING,
                        Topic.SETTLEMENTS,
                        Topic.NOTIFICATIONS)
                .flatMap(topic -> TopicContents.read(stack.bootstrapServers(), topic).stream())
                .filter(record -> !new String(record.key(), UTF_8).startsWith("good"))
                .map(record -> record.topic() + " " + new String(record.value(), UTF_8))
                .sorted()
                .toList();
    }

    /** What the view says of each victim, by where. */
    private static Map<String, JsonNode> seen() {
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (String path : Stream.concat(
                        ids("task").stream().map(task -> "/tasks/" + task),
                        ids("creator").stream().map(creator -> "/creators/" + creator))
                .flatMap(path -> Stream.of(path, path + "/events"))
                .toList()) {
            seen.put(path, view.get(path));
        }
        return seen;
    }

    @AfterAll
    static void stop() {
        view.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_is_answered_or_set_aside_and_never_twice(Victims victims) {
        Onslaught onslaught = victims.onslaught();
        assertThat(onslaught.sent())
                .hasSize(onslaught.tried() - onslaught.tooLarge().size());
        assertThat(onslaught.answers().values()).containsOnly(1);
        assertThat(onslaught.letters().values()).containsOnly(1);
        assertThat(onslaught.letters().keySet()).allMatch(onslaught.sent()::contains);
    }

    @ParameterizedTest
    @EnumSource
    void both_ways_out_were_taken_by_commands_of_all_types(Victims victims) {
        Onslaught onslaught = victims.onslaught();
        assertThat(onslaught.answers().size()).isGreaterThan(RECORDS / 4);
        assertThat(onslaught.letters().size()).isGreaterThan(RECORDS / 10);
        assertThat(onslaught.types()).containsAll(victims.types());
    }

    @Test
    void no_task_and_no_creator_has_changed() throws Exception {
        assertThat(written()).isEqualTo(before).isNotEmpty();
        assertThat(seen()).isEqualTo(seenBefore).isNotEmpty();
        known("after").forEach((creator, after) -> {
            CommandResult then = Objects.requireNonNull(knownBefore.get(creator));
            assertThat(after.version()).as(creator).isEqualTo(then.version());
            assertThat(after.status()).as(creator).isEqualTo(then.status());
            assertThat(after.standing()).as(creator).isEqualTo(then.standing());
        });
    }

    @Test
    void the_broker_takes_the_largest_record_and_not_a_byte_more() {
        assertThat(onTasks.tooLarge()).contains(largestTaken + 1).doesNotContain(largestTaken, largestTaken - 1);
    }

    /**
     * Each within a minute, or sending would have ended there. Nobody should wait for more than five seconds; how long the
     * slowest took is printed and not asserted, as on a busy machine it says more about the machine.
     */
    @Test
    void good_commands_amid_them_are_accepted() {
        assertThat(goodAnswers).isGreaterThan(RECORDS / 100);
    }

    @Test
    void all_services_are_alive() throws Exception {
        assertThat(stack.dead()).isNull();
        for (Service service : Service.values()) {
            stack.awaitReady(service);
        }
    }

    /** From the command to the settlement and the view, with all that may be said. */
    @Test
    void what_good_commands_say_comes_out_as_it_was_said() throws Exception {
        List<TextLife> lives = TextLife.all();
        try (Client client = new Client(stack.bootstrapServers())) {
            lives.forEach(life -> life.begin(client));
            for (TextLife life : lives) {
                JsonNode pending = awaitSeen(life, "pendingCancellation");
                assertThat(pending.path("reason").asString("absent"))
                        .as(life.toString())
                        .isEqualTo(NastyValues.said(life.reason()));
            }
            lives.forEach(life -> life.end(client));
            for (TextLife life : lives) {
                awaitSeen(life, "settlement");
            }
        }
        for (Topic topic : List.of(Topic.RESULTS, Topic.EVENTS, Topic.SETTLEMENTS, Topic.NOTIFICATIONS)) {
            Map<String, List<JsonNode>> records = byKey(topic);
            for (TextLife life : lives) {
                List<JsonNode> ofLife = records.getOrDefault(life.taskId(), List.of());
                assertThat(ofLife).as(topic + " " + life).isNotEmpty().allSatisfy(life::isPassedOnBy);
                if (topic == Topic.EVENTS) {
                    assertThat(view.get("/tasks/" + life.taskId() + "/events").values())
                            .containsExactlyElementsOf(ofLife);
                }
            }
        }
    }

    private static JsonNode awaitSeen(TextLife life, String field) {
        return await().atMost(PATIENCE)
                .until(() -> view.get("/tasks/" + life.taskId()), task -> task.has(field) && life.isSeenBy(task))
                .get(field);
    }

    private static Map<String, List<JsonNode>> byKey(Topic topic) {
        return TopicContents.read(stack.bootstrapServers(), topic).stream()
                .filter(record -> record.key() != null)
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), UTF_8),
                        Collectors.mapping(
                                record -> JsonMapper.shared().readTree(record.value()), Collectors.toList())));
    }
}
