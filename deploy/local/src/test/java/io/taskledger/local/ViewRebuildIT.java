package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.local.Stack.Service;
import io.taskledger.projector.view.TaskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The view is rebuilt while tasks come in and are asked for: the command killed in the middle and started again; then once
 * more, with a row of the new view falsified; then the old one is dropped.
 */
final class ViewRebuildIT {
    private static final int TASKS = 800;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path data;

    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicInteger NOT_ANSWERED = new AtomicInteger();

    private static Stack stack = FreeStack.in(Path.of("unused"));
    private static View view = new View(stack);
    private static ViewTables tables = new ViewTables("unused");
    private static long appliedWhenKilled;
    private static long toApplyWhenKilled;
    private static String statesWhenKilled = "";
    private static int exitCode;
    private static String statesAfterSwitch = "";
    private static int refusedExitCode;
    private static String falsified = "";
    private static String refusal = "";
    private static String statesAfterRefusal = "";
    private static int dropExitCode;
    private static String statesAfterDrop = "";
    private static Map<String, List<byte[]>> log = Map.of();

    @BeforeAll
    static void views_are_rebuilt_while_tasks_come_in_and_are_asked_for() throws Exception {
        stack = FreeStack.in(data);
        view = new View(stack);
        stack.startBroker();
        stack.startPostgres();
        tables = new ViewTables(stack.jdbcUrl());
        for (Service service : Service.values()) {
            stack.start(service);
        }
        for (Service service : Service.values()) {
            stack.awaitReady(service);
        }
        ScheduledExecutorService people = Executors.newScheduledThreadPool(2);
        try (TaskLoad load = new TaskLoad(stack.bootstrapServers(), 20_261_124)) {
            load.play(TASKS);
            await().atMost(PATIENCE).until(() -> tables.ended("view_1") == TASKS);
            var asking = people.scheduleAtFixedRate(ViewRebuildIT::ask, 0, 50, TimeUnit.MILLISECONDS);
            var sending = people.scheduleAtFixedRate(() -> send(load), 0, 1, TimeUnit.SECONDS);
            rebuild();
            beRefused();
            drop();
            assertThat(sending.isDone()).as("tasks came until the end").isFalse();
            sending.cancel(false);
            asking.cancel(false);
            people.shutdown();
            assertThat(people.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> tables.ended("view_2") == load.lives().size());
        }
        log = TopicContents.read(stack.bootstrapServers(), Topic.EVENTS).stream()
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), UTF_8),
                        LinkedHashMap::new,
                        Collectors.mapping(record -> record.value(), Collectors.toList())));
    }

    private static void rebuild() throws InterruptedException, SQLException {
        killInTheMiddle("killed", "view_2");
        appliedWhenKilled = tables.applied("view_2");
        toApplyWhenKilled = tables.applied("view_1");
        statesWhenKilled = tables.states();
        exitCode = run("again", "--rebuild-view");
        statesAfterSwitch = tables.states();
    }

    private static void beRefused() throws InterruptedException, SQLException, IOException {
        killInTheMiddle("killed-too", "view_3");
        falsified = tables.falsifyOne("view_3");
        refusedExitCode = run("refused", "--rebuild-view");
        refusal = Files.readString(stack.log("refused"));
        statesAfterRefusal = tables.states();
    }

    private static void drop() throws InterruptedException, SQLException {
        dropExitCode = run("drop", "--drop-kept-views");
        statesAfterDrop = tables.states();
    }

    private static void killInTheMiddle(String name, String building) throws InterruptedException {
        ServiceProcess rebuild = stack.startCommand(
                Service.PROJECTOR, name, "--rebuild-view", "--spring.kafka.consumer.max-poll-records=100");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> tables.hasTasks(building));
        rebuild.kill();
    }

    private static int run(String name, String command) throws InterruptedException {
        return stack.startCommand(Service.PROJECTOR, name, command).awaitExit(PATIENCE);
    }

    private static void send(TaskLoad load) {
        try {
            load.play(5);
        } catch (Exception e) {
            throw new IllegalStateException("the load has ended", e);
        }
    }

    private static void ask() {
        int number = ASKED.getAndIncrement();
        try {
            if (view.ask("/tasks/task-" + number % TASKS).statusCode() != 200) {
                NOT_ANSWERED.incrementAndGet();
            }
        } catch (RuntimeException e) {
            NOT_ANSWERED.incrementAndGet();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
        view.close();
    }

    @Test
    void the_first_try_was_killed_in_the_middle_and_changed_nothing_for_anybody() {
        assertThat(appliedWhenKilled).isPositive().isLessThan(toApplyWhenKilled);
        assertThat(statesWhenKilled).isEqualTo("1 SERVING, 2 BUILDING");
    }

    @Test
    void the_second_try_finishes_and_keeps_the_old_view() {
        assertThat(exitCode).isZero();
        assertThat(statesAfterSwitch).isEqualTo("1 KEPT, 2 SERVING");
        assertThat(stack.log("again")).content().contains("records done").contains("both views are the same");
    }

    @Test
    void every_question_was_answered_all_the_time() {
        assertThat(ASKED).hasPositiveValue();
        assertThat(NOT_ANSWERED).hasValue(0);
    }

    @Test
    void a_falsified_view_is_refused_by_name_and_the_old_one_goes_on() {
        assertThat(refusedExitCode).isEqualTo(1);
        assertThat(refusal).contains("The views differ, in [task " + falsified + "]");
        assertThat(statesAfterRefusal).isEqualTo("1 KEPT, 2 SERVING, 3 BUILDING");
    }

    @Test
    void what_does_not_serve_is_dropped_when_told_so() throws SQLException {
        assertThat(dropExitCode).isZero();
        assertThat(statesAfterDrop).isEqualTo("2 SERVING");
        assertThat(tables.schemas()).isEqualTo("view_2");
    }

    @Test
    void view_is_the_fold_of_the_log_and_live_tasks_are_in_it() {
        assertThat(log).hasSizeGreaterThan(TASKS);
        log.forEach((taskId, records) -> {
            JsonNode task = view.get("/tasks/" + taskId);
            TaskView fold = fold(records);
            assertThat(task.get("version").asLong()).as(taskId).isEqualTo(fold.version());
            assertThat(task.get("status").asString())
                    .as(taskId)
                    .isEqualTo(fold.status().name());
            assertThat(task.has("settlement")).as(taskId).isTrue();
            assertThat(view.ask("/tasks/" + taskId + "/events").body())
                    .isEqualTo(records.stream()
                            .map(record -> new String(record, UTF_8))
                            .collect(Collectors.joining(",", "[", "]")));
        });
    }

    private static TaskView fold(List<byte[]> records) {
        TaskView task = null;
        for (byte[] record : records) {
            EventEnvelope event = EventWire.read(record);
            task = TaskView.fold(task, event);
        }
        return Objects.requireNonNull(task);
    }
}
