package io.taskledger.local;

import static io.taskledger.contract.CreatorEventType.BAN_LIFTED;
import static io.taskledger.contract.CreatorEventType.ONBOARDING_APPLIED;
import static io.taskledger.contract.CreatorEventType.ONBOARDING_APPROVED;
import static io.taskledger.contract.CreatorEventType.SANCTION_APPLIED;
import static io.taskledger.contract.CreatorEventType.VIOLATION_OVERTURNED;
import static io.taskledger.contract.CreatorEventType.VIOLATION_RECORDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.local.CreatorLoad.Fate;
import io.taskledger.local.Stack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The creators' decider and the tasks' as processes, each killed with work left: creators are reviewed, banned and freed, and
 * then want orders. The outcome is read from the topics alone.
 */
final class CreatorSystemIT {
    private static final int CREATORS = 350;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    static Path data;

    private static Stack stack = FreeStack.guardedIn(Path.of("unused"));
    private static Map<String, List<CreatorEventEnvelope>> histories = Map.of();
    private static Map<String, List<EventEnvelope>> tasks = Map.of();
    private static Map<String, CreatorStanding> standings = Map.of();
    private static List<CommandResult> results = List.of();
    private static long sent;

    /** How much was left to do for a service while it was dead. */
    private static final Map<Service, Long> LEFT = new EnumMap<>(Service.class);

    @BeforeAll
    static void creators_are_judged_and_want_orders_while_services_are_killed() throws Exception {
        stack = FreeStack.guardedIn(data);
        stack.startBroker();
        stack.start(Service.CREATOR);
        stack.start(Service.DECIDER);
        stack.awaitReady(Service.CREATOR);
        stack.awaitReady(Service.DECIDER);
        try (CreatorLoad load = new CreatorLoad(stack.bootstrapServers())) {
            killInTheMiddle(Service.CREATOR, Topic.CREATOR_COMMANDS, Topic.CREATOR_RESULTS, () -> {
                load.review(CREATORS);
                load.judge(CREATORS);
            });
            awaitRecords(Topic.CREATOR_RESULTS, load.sent(Topic.CREATOR_COMMANDS));
            // Whoever starts has read all standings before its first command: so what becomes of each order is known.
            killInTheMiddle(Service.DECIDER, Topic.COMMANDS, Topic.RESULTS, () -> load.publish(CREATORS));
            load.accept(CREATORS);
            awaitRecords(Topic.RESULTS, load.sent(Topic.COMMANDS));
            load.playAgain();
            sent = load.sent(Topic.CREATOR_COMMANDS) + load.sent(Topic.COMMANDS);
            awaitRecords(Topic.CREATOR_RESULTS, load.sent(Topic.CREATOR_COMMANDS));
            awaitRecords(Topic.RESULTS, load.sent(Topic.COMMANDS));
        }
        readAll();
    }

    private static void readAll() {
        results = Stream.of(Topic.CREATOR_RESULTS, Topic.RESULTS)
                .flatMap(topic -> read(topic, ResultWire::read).stream())
                .toList();
        histories = read(Topic.CREATOR_EVENTS, CreatorEventWire::read).stream()
                .collect(Collectors.groupingBy(event -> event.creatorId().value()));
        tasks = read(Topic.EVENTS, EventWire::read).stream()
                .collect(Collectors.groupingBy(event -> event.taskId().value()));
        standings = read(Topic.CREATOR_STANDING, StandingWire::read).stream()
                .map(envelope -> envelope.standing())
                .collect(Collectors.toMap(
                        standing -> standing.creatorId().value(), Function.identity(), (older, newer) -> newer));
    }

    private interface Sending {
        void run() throws Exception;
    }

    /** Commands keep coming before, while it is dead, and while it starts. */
    private static void killInTheMiddle(Service service, Topic commands, Topic answers, Sending load) throws Exception {
        FutureTask<Void> sending = new FutureTask<>(() -> {
            load.run();
            return null;
        });
        Thread.ofVirtual().start(sending);
        await().atMost(PATIENCE).until(() -> count(answers) > 0);
        stack.kill(service);
        LEFT.put(service, await().atMost(PATIENCE).until(() -> count(commands) - count(answers), left -> left > 0));
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

    private static <T> List<T> read(Topic topic, Function<byte[], T> wire) {
        return TopicContents.read(stack.bootstrapServers(), topic).stream()
                .map(record -> wire.apply(record.value()))
                .toList();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void each_was_killed_with_work_left_to_do() {
        assertThat(LEFT).containsOnlyKeys(Service.CREATOR, Service.DECIDER);
        assertThat(LEFT.values()).allMatch(left -> left > 0);
    }

    @Test
    void every_creator_has_its_events_in_order_without_gaps() {
        for (int i = 0; i < CREATORS; i++) {
            List<CreatorEventEnvelope> history = Objects.requireNonNull(histories.get(CreatorLoad.creator(i)));
            assertThat(history)
                    .as(CreatorLoad.creator(i))
                    .extracting(CreatorEventEnvelope::type)
                    .containsExactlyElementsOf(events(Fate.of(i)));
            for (int version = 1; version <= history.size(); version++) {
                assertThat(history.get(version - 1).version()).isEqualTo(version);
            }
        }
    }

    /** Who is banned for good is free as soon as the last of the three bans has gone. */
    private static List<CreatorEventType> events(Fate fate) {
        List<CreatorEventType> events = new ArrayList<>(List.of(ONBOARDING_APPLIED));
        if (fate != Fate.NOT_REVIEWED) {
            events.add(ONBOARDING_APPROVED);
        }
        for (int v = 1; v <= fate.violations; v++) {
            events.addAll(List.of(VIOLATION_RECORDED, SANCTION_APPLIED));
        }
        if (fate == Fate.FREED) {
            events.addAll(List.of(VIOLATION_OVERTURNED, VIOLATION_OVERTURNED, VIOLATION_OVERTURNED, BAN_LIFTED));
        }
        return events;
    }

    @Test
    void every_ban_lasts_as_the_ladder_says() {
        for (int i = 0; i < CREATORS; i++) {
            List<Ban> bans = Objects.requireNonNull(standings.get(CreatorLoad.creator(i)))
                    .bans();
            assertThat(bans).as(CreatorLoad.creator(i)).hasSize(Fate.of(i).bans());
            for (int step = 0; step < bans.size(); step++) {
                Instant from = bans.get(step).from();
                assertThat(bans.get(step).until())
                        .isEqualTo(
                                switch (step) {
                                    case 0 -> from.plus(Duration.ofDays(7));
                                    case 1 ->
                                        from.atZone(SHANGHAI).plusMonths(3).toInstant();
                                    default -> null;
                                });
            }
        }
    }

    @Test
    void orders_are_for_reviewed_creators_that_are_not_banned() {
        Map<String, CommandResult> answers = results.stream()
                .filter(result -> result.commandId().equals("accept") && !result.replayed())
                .collect(Collectors.toMap(CommandResult::subject, Function.identity()));
        for (int i = 0; i < CREATORS; i++) {
            Fate fate = Fate.of(i);
            CommandResult answer = Objects.requireNonNull(answers.get(CreatorLoad.order(i)));
            assertThat(answer.code()).as(fate + " " + answer.subject()).isEqualTo(code(fate));
            assertThat(answer.bannedUntil()).isEqualTo(end(fate, i));
            assertThat(Objects.requireNonNull(tasks.get(CreatorLoad.order(i)))).hasSize(fate.takesOrders() ? 2 : 1);
        }
    }

    private static @Nullable RejectionCode code(Fate fate) {
        if (fate == Fate.NOT_REVIEWED) {
            return RejectionCode.CREATOR_NOT_ONBOARDED;
        }
        return fate.takesOrders() ? null : RejectionCode.CREATOR_BANNED;
    }

    private static @Nullable Instant end(Fate fate, int creator) {
        return fate.bans() == 0
                ? null
                : Objects.requireNonNull(standings.get(CreatorLoad.creator(creator)))
                        .bans()
                        .getLast()
                        .until();
    }

    @Test
    void crowd_tasks_are_for_everybody_and_dropped_freely() {
        for (int i = 0; i < CREATORS; i++) {
            List<EventEnvelope> task = Objects.requireNonNull(tasks.get(CreatorLoad.crowdTask(i)));
            assertThat(task)
                    .extracting(EventEnvelope::type)
                    .containsExactly(EventType.TASK_PUBLISHED, EventType.TASK_ACCEPTED, EventType.TASK_CANCELLED);
            TaskCancelled cancelled = (TaskCancelled) task.getLast().event();
            assertThat(cancelled.quote().rule()).isEqualTo(Rule.C01);
            assertThat(cancelled.quote().toCreatorMinor()).isZero();
        }
    }

    /** After the kills everything was sent once more: what each store knows is what the log says, and what it refused. */
    @Test
    void every_command_is_answered_and_every_repeat_as_the_first() {
        assertThat(results).hasSize(Math.toIntExact(sent));
        assertThat(results).extracting(CommandResult::id).doesNotHaveDuplicates();
        Map<String, List<CommandResult>> byCommand =
                results.stream().collect(Collectors.groupingBy(result -> result.subject() + "/" + result.commandId()));
        byCommand.forEach((command, answers) -> {
            assertThat(answers).as(command).hasSize(2);
            CommandResult first = answers.getFirst();
            CommandResult again = answers.getLast();
            assertThat(first.replayed()).as(command).isFalse();
            assertThat(again.replayed()).as(command).isTrue();
            assertThat(List.of(again.outcome(), again.version(), again.eventIds()))
                    .as(command)
                    .isEqualTo(List.of(first.outcome(), first.version(), first.eventIds()));
            assertThat(again.code()).as(command).isEqualTo(first.code());
            assertThat(again.bannedUntil()).as(command).isEqualTo(first.bannedUntil());
        });
        assertThat(results).extracting(CommandResult::outcome).contains(Outcome.ACCEPTED, Outcome.REJECTED);
    }
}
