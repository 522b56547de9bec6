package io.taskledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.local.Stack.Service;
import io.taskledger.local.TaskLoad.Life;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jars as processes, the decider and the settlement service killed in the middle of 2,000 tasks, and the outcome
 * read from the topics alone.
 */
final class SystemIT {
    private static final int TASKS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path data;

    private static Stack stack = FreeStack.in(Path.of("unused"));
    private static List<Life> lives = List.of();
    private static Map<String, List<EventEnvelope>> events = Map.of();
    private static List<Settlement> settlements = List.of();
    private static List<CommandResult> results = List.of();
    private static long sent;

    /** How much was left to do for a service while it was dead. */
    private static final Map<Service, Long> LEFT = new EnumMap<>(Service.class);

    @BeforeAll
    static void two_thousand_tasks_are_played_while_services_are_killed() throws Exception {
        stack = FreeStack.in(data);
        stack.startBroker();
        stack.start(Service.DECIDER);
        stack.start(Service.SETTLEMENT);
        stack.awaitReady(Service.DECIDER);
        stack.awaitReady(Service.SETTLEMENT);
        try (TaskLoad load = new TaskLoad(stack.bootstrapServers(), 20_261_123)) {
            killInTheMiddle(Service.DECIDER, load, () -> count(Topic.COMMANDS) - count(Topic.RESULTS));
            killInTheMiddle(Service.SETTLEMENT, load, () -> ended() - count(Topic.SETTLEMENTS));
            lives = load.lives();
            awaitRecords(Topic.SETTLEMENTS, TASKS);
            load.playAgain();
            sent = load.sent();
        }
        awaitRecords(Topic.RESULTS, sent);
        settlements = read(Topic.SETTLEMENTS, SettlementWire::read);
        results = read(Topic.RESULTS, ResultWire::read);
        events = read(Topic.EVENTS, EventWire::read).stream()
                .collect(Collectors.groupingBy(event -> event.taskId().value()));
    }

    /** Commands keep coming before, while it is dead, and while it starts. */
    private static void killInTheMiddle(Service service, TaskLoad load, Supplier<Long> left) throws Exception {
        long before = count(Topic.SETTLEMENTS);
        FutureTask<Void> sending = new FutureTask<>(() -> {
            load.play(TASKS / 2);
            return null;
        });
        Thread.ofVirtual().start(sending);
        await().atMost(PATIENCE).until(() -> count(Topic.SETTLEMENTS) > before);
        stack.kill(service);
        LEFT.put(service, await().atMost(PATIENCE).until(left::get, much -> much > 0));
        stack.start(service);
        stack.awaitReady(service);
        sending.get();
    }

    private static void awaitRecords(Topic topic, long records) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> count(topic) >= records);
    }

    private static long count(Topic topic) {
        return TopicContents.count(stack.bootstrapServers(), topic);
    }

    private static long ended() {
        return TopicContents.read(stack.bootstrapServers(), Topic.EVENTS).stream()
                .filter(record -> EventWire.readType(record.value()).isTerminal())
                .count();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void each_was_killed_with_work_left_to_do() {
        assertThat(LEFT).containsOnlyKeys(Service.DECIDER, Service.SETTLEMENT);
        assertThat(LEFT.values()).allMatch(left -> left > 0);
        assertThat(lives).hasSize(TASKS);
    }

    @Test
    void every_task_is_settled_once_and_as_the_rules_say() {
        Map<String, Settlement> byTask = settlements.stream()
                .collect(Collectors.toMap(settlement -> settlement.taskId().value(), Function.identity()));
        assertThat(byTask).hasSize(TASKS);
        for (Life life : lives) {
            Settlement settlement = Objects.requireNonNull(byTask.get(life.taskId()), life.taskId());
            assertThat(settlement.quote().rule())
                    .as(life.taskId())
                    .isEqualTo(life.plot().rule());
            assertThat(settlement.quote().toCreatorMinor()).isEqualTo(life.toCreatorMinor());
            assertThat(settlement.quote().toClientMinor()).isEqualTo(life.amountMinor() - life.toCreatorMinor());
        }
    }

    @Test
    void what_was_put_up_is_paid_out_to_the_last_unit() {
        long putUp = lives.stream().mapToLong(Life::amountMinor).sum();
        long paidOut = settlements.stream()
                .mapToLong(s -> s.quote().toCreatorMinor() + s.quote().toClientMinor())
                .sum();
        assertThat(paidOut).isEqualTo(putUp);
    }

    /** After the kills everything was sent once more: what each store knows is what the log says. */
    @Test
    void every_command_is_answered_and_every_repeat_as_the_first() {
        assertThat(results).hasSize(Math.toIntExact(sent));
        assertThat(results).extracting(CommandResult::id).doesNotHaveDuplicates();
        assertThat(results).extracting(CommandResult::outcome).containsOnly(Outcome.ACCEPTED);
        Map<String, List<CommandResult>> byCommand =
                results.stream().collect(Collectors.groupingBy(result -> result.subject() + "/" + result.commandId()));
        assertThat(byCommand).hasSize(lives.stream().mapToInt(Life::commands).sum());
        byCommand.forEach((command, answers) -> {
            assertThat(answers).as(command).hasSizeGreaterThanOrEqualTo(2);
            assertThat(answers.stream().filter(answer -> !answer.replayed()))
                    .as(command)
                    .hasSize(1);
            assertThat(answers.stream().map(CommandResult::version).distinct())
                    .as(command)
                    .hasSize(1);
            assertThat(answers.stream().map(CommandResult::eventIds).distinct())
                    .as(command)
                    .hasSize(1);
        });
    }

    @Test
    void every_task_has_its_events_in_order_without_gaps() {
        for (Life life : lives) {
            List<EventEnvelope> history = Objects.requireNonNull(events.get(life.taskId()), life.taskId());
            assertThat(history)
                    .extracting(EventEnvelope::type)
                    .containsExactlyElementsOf(life.plot().events());
            for (int i = 0; i < history.size(); i++) {
                assertThat(history.get(i).version()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void every_settlement_names_the_event_that_it_settles() {
        for (Settlement settlement : settlements) {
            EventEnvelope last = Objects.requireNonNull(
                            events.get(settlement.taskId().value()))
                    .getLast();
            assertThat(settlement.cause().eventId()).isEqualTo(last.id());
            assertThat(last.type()).isIn(EventType.TASK_CANCELLED, EventType.TASK_COMPLETED);
        }
    }

    private static <T> List<T> read(Topic topic, Function<byte[], T> wire) {
        return TopicContents.read(stack.bootstrapServers(), topic).stream()
                .map(record -> wire.apply(record.value()))
                .toList();
    }
}
