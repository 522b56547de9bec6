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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
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
    private static long settledWhenKilled;

    @BeforeAll
    static void two_thousand_tasks_are_played_while_services_are_killed() throws Exception {
        stack = FreeStack.in(data);
        stack.startBroker();
        stack.start(Service.DECIDER);
        stack.start(Service.SETTLEMENT);
        stack.awaitReady(Service.DECIDER);
        stack.awaitReady(Service.SETTLEMENT);
        try (TaskLoad load = new TaskLoad(stack.bootstrapServers(), 20_261_123)) {
            load.play(TASKS / 4);
            await().atMost(PATIENCE).until(() -> TopicContents.count(stack.bootstrapServers(), Topic.SETTLEMENTS) > 0);
            killInTheMiddle(Service.DECIDER, load);
            killInTheMiddle(Service.SETTLEMENT, load);
            load.play(TASKS / 4);
            lives = load.lives();
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> TopicContents.count(stack.bootstrapServers(), Topic.SETTLEMENTS) >= TASKS);
        settlements = read(Topic.SETTLEMENTS, SettlementWire::read);
        results = read(Topic.RESULTS, ResultWire::read);
        events = read(Topic.EVENTS, EventWire::read).stream()
                .collect(Collectors.groupingBy(event -> event.taskId().value()));
    }

    /** Commands keep coming while it is dead, and while it starts. */
    private static void killInTheMiddle(Service service, TaskLoad load)
            throws InterruptedException, ExecutionException {
        load.play(TASKS / 8);
        stack.kill(service);
        settledWhenKilled = TopicContents.count(stack.bootstrapServers(), Topic.SETTLEMENTS);
        load.play(TASKS / 8);
        stack.start(service);
        stack.awaitReady(service);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void it_was_killed_in_the_middle() {
        assertThat(settledWhenKilled).isPositive().isLessThan(TASKS);
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

    @Test
    void every_command_is_answered_once_and_repeats_as_repeats() {
        long sent = lives.stream().mapToLong(Life::commandsSent).sum();
        assertThat(results).hasSize(Math.toIntExact(sent));
        assertThat(results).extracting(CommandResult::id).doesNotHaveDuplicates();
        assertThat(results).extracting(CommandResult::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(results.stream().filter(CommandResult::replayed).count())
                .isEqualTo(lives.stream().mapToLong(Life::repeats).sum());
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
