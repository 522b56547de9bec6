package io.taskledger.decider.decision;

import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Given.Then;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole table: every state × command × role has exactly one answer, and every-state.txt lists them all. Where a rule
 * changes, compare it with target/every-state.txt, and take over what was meant.
 */
final class EveryStateTest {
    private static final String APPROVED = "every-state.txt";
    private static final TaskEvent CLIENT_ASKED = requested(Side.CLIENT, Stage.NOT_STARTED, nothing(Rule.R09));
    private static final TaskEvent CREATOR_ASKED = requested(Side.CREATOR, Stage.NOT_STARTED, nothing(Rule.R11));
    private static final TaskEvent NO = new CancellationRefused(null);
    private static final Map<String, Given> STATES = states();
    private static final List<Actor> WHO = List.of(
            new Actor(Role.CLIENT, "client-7"),
            new Actor(Role.CREATOR, "creator-9"),
            new Actor(Role.MCN, "mcn-3"),
            new Actor(Role.OPERATOR, "operator-1"),
            Actor.CLOCK,
            new Actor(Role.CLIENT, "stranger"),
            new Actor(Role.CREATOR, "stranger"),
            new Actor(Role.MCN, "stranger"));
    private static final List<TaskCommand> COMMANDS = List.of(
            publish(),
            acceptFor("creator-9"),
            new DeclineTask(),
            new WithdrawTask(REASON),
            new ExpireTask(),
            new StartProduction(),
            upload("a-9"),
            new CompleteTask(),
            requestCancellation(),
            new ConfirmCancellation(),
            new RefuseCancellation(null),
            new WithdrawCancellation(),
            new RemindCancellation(),
            new ExpireCancellation(),
            cancelAt(3_000),
            resume());

    private static Map<String, Given> states() {
        Map<String, Given> states = new LinkedHashMap<>();
        states.put("no task", given());
        states.put("PUBLISHED, open to all", given(openToAll()));
        states.put("PUBLISHED, invited", given(published(TaskKind.ORDER)));
        states.put("PUBLISHED, overdue", given(published(TaskKind.ORDER)).after(hours(24)));
        states.put(
                "PUBLISHED, reviews, nothing is known",
                given(published(TaskKind.ORDER)).reviewed(null));
        states.put(
                "PUBLISHED, reviews, onboarded",
                given(published(TaskKind.ORDER)).reviewed(onboarded()));
        states.put(
                "PUBLISHED, reviews, a member of mcn-3",
                given(published(TaskKind.ORDER)).reviewed(memberOf("mcn-3")));
        states.put(
                "PUBLISHED, reviews, banned",
                given(published(TaskKind.ORDER)).reviewed(onboarded(ban("v-2", 0, 168L))));
        states.put(
                "PUBLISHED, no reviews, banned",
                given(published(TaskKind.ORDER)).open(onboarded(ban("v-2", 0, 168L))));
        states.put(
                "PUBLISHED, CROWD, reviews, banned",
                given(published(TaskKind.CROWD)).reviewed(onboarded(ban("v-2", 0, 168L))));
        states.put("ACCEPTED", accepted(List.of()));
        states.put("ACCEPTED, without an MCN", given(published(TaskKind.ORDER), Words.accepted()));
        states.put("ACCEPTED, CROWD", given(published(TaskKind.CROWD), acceptedByMcn()));
        states.put("ACCEPTED, CLIENT has asked", accepted(List.of(CLIENT_ASKED)));
        states.put("ACCEPTED, CREATOR has asked", accepted(List.of(CREATOR_ASKED)));
        states.put(
                "ACCEPTED, CROWD, CLIENT has asked", given(published(TaskKind.CROWD), acceptedByMcn(), CLIENT_ASKED));
        states.put(
                "ACCEPTED, CLIENT has asked, a reminder is due",
                accepted(List.of(CLIENT_ASKED)).after(hours(24)));
        states.put(
                "ACCEPTED, CLIENT has asked, the window is over",
                accepted(List.of(CLIENT_ASKED)).after(hours(72)));
        states.put(
                "ACCEPTED, CLIENT has asked, an operator's turn",
                accepted(List.of(CLIENT_ASKED, new CancellationEscalated())).after(hours(80)));
        states.put(
                "ACCEPTED, CLIENT has asked, silence was consent",
                given(
                                publishedShort(),
                                acceptedByMcn(),
                                requested(Side.CLIENT, Stage.NOT_STARTED, quote(Rule.R09, 0, 0, 10_001, SHORT)))
                        .after(Duration.ofSeconds(6)));
        states.put(
                "ACCEPTED, CLIENT has no requests left",
                accepted(List.of(CLIENT_ASKED, NO, CLIENT_ASKED, NO, CLIENT_ASKED, NO)));
        states.put(
                "ACCEPTED, CREATOR has no requests left",
                accepted(List.of(CREATOR_ASKED, NO, CREATOR_ASKED, NO, CREATOR_ASKED, NO)));
        states.put("IN_PRODUCTION", accepted(List.of(new ProductionStarted())));
        states.put("IN_PRODUCTION, CLIENT has asked", accepted(List.of(new ProductionStarted(), CLIENT_ASKED)));
        states.put("IN_PRODUCTION, CREATOR has asked", accepted(List.of(new ProductionStarted(), CREATOR_ASKED)));
        states.put("DELIVERED", accepted(List.of(uploaded("a-1", 1))));
        states.put("DELIVERED, CROWD", given(published(TaskKind.CROWD), acceptedByMcn(), uploaded("a-1", 1)));
        states.put("DELIVERED, CLIENT has asked", accepted(List.of(uploaded("a-1", 1), CLIENT_ASKED)));
        states.put("DELIVERED, CREATOR has asked", accepted(List.of(uploaded("a-1", 1), CREATOR_ASKED)));
        states.put("COMPLETED", accepted(List.of(uploaded("a-1", 1), completed())));
        states.put(
                "CANCELLED",
                accepted(List.of(
                        CLIENT_ASKED,
                        cancelled(
                                Cause.CLIENT,
                                Basis.CONFIRMED,
                                Stage.NOT_STARTED,
                                Attribution.CLIENT,
                                nothing(Rule.R09)))));
        return states;
    }

    private static Given accepted(List<TaskEvent> since) {
        List<TaskEvent> events = new ArrayList<>(List.of(published(TaskKind.ORDER), acceptedByMcn()));
        events.addAll(since);
        return given(events.toArray(TaskEvent[]::new));
    }

    @BeforeAll
    static void write_down_what_is_answered_now() throws IOException {
        String now = STATES.entrySet().stream()
                .map(state -> block(state.getKey(), state.getValue()))
                .collect(joining("\n"));
        Files.writeString(Path.of("target", APPROVED), now);
    }

    static Stream<String> names() {
        return STATES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_command_by_every_role_is_answered_as_approved(String name) throws IOException {
        assertThat(block(name, state(name))).isEqualTo(approved().get(name));
    }

    /** What is offered as allowed is accepted, and what is accepted is offered; timing and the creator's standing aside. */
    @ParameterizedTest
    @MethodSource("names")
    void what_may_be_sent_is_what_is_accepted(String name) {
        Given state = state(name).open(null);
        for (Actor actor : WHO.subList(0, Role.values().length)) {
            List<CommandName> allowed = Objects.requireNonNull(
                    AllowedCommands.of(state.state().task().situation()).get(actor.role()));
            for (CommandType type : CommandType.values()) {
                List<RejectionCode> refusals = COMMANDS.stream()
                        .filter(command -> CommandType.of(command) == type)
                        .map(command -> answer(state, actor, command).result().code())
                        .toList();
                if (refusals.contains(RejectionCode.DEADLINE_PASSED)) {
                    continue;
                }
                boolean accepted = refusals.contains(null) || refusals.contains(RejectionCode.NOT_DUE);
                boolean clocksTurnIsOver = name.contains("an operator's turn") && actor.role() == Role.TIMER;
                assertThat(allowed.contains(type))
                        .as("%s by %s", type, actor.role())
                        .isEqualTo(accepted && !clocksTurnIsOver);
            }
        }
    }

    @Test
    void nothing_is_approved_that_is_not_tested() throws IOException {
        assertThat(approved().keySet()).containsExactlyElementsOf(STATES.keySet());
    }

    private static Given state(String name) {
        return Objects.requireNonNull(STATES.get(name));
    }

    private static Then answer(Given state, Actor actor, TaskCommand command) {
        return state.when(new Asked(actor, ownAccept(actor, command), "asked", null));
    }

    /** A creator accepts for itself. */
    private static TaskCommand ownAccept(Actor actor, TaskCommand command) {
        return command instanceof TaskCommand.AcceptTask && actor.role() == Role.CREATOR ? accept() : command;
    }

    /** One state: a row for each command, a column for each who asks; a dot is NOT_PERMITTED. */
    private static String block(String name, Given state) {
        StringBuilder block = new StringBuilder("== " + name + "\n");
        block.append(row(
                "",
                WHO.stream()
                        .map(who -> who.id().equals("stranger")
                                ? "another " + who.role()
                                : who.role().name())
                        .toList()));
        for (TaskCommand command : COMMANDS) {
            List<String> answers =
                    WHO.stream().map(who -> said(answer(state, who, command))).toList();
            boolean same = answers.stream().distinct().count() == 1;
            block.append(row(title(command), same ? List.of("everybody: " + answers.getFirst()) : answers));
        }
        return block.toString();
    }

    private static String title(TaskCommand command) {
        String name = command.getClass().getSimpleName();
        return command instanceof TaskCommand.ResolveCancellation resolve ? name + " " + resolve.outcome() : name;
    }

    private static String said(Then then) {
        String events = then.facts().stream()
                .map(event -> event.getClass().getSimpleName())
                .collect(joining("+"));
        RejectionCode code = then.result().code();
        if (code == RejectionCode.NOT_PERMITTED) {
            return "·";
        }
        return code == null ? events : events.isEmpty() ? code.name() : code + "+" + events;
    }

    private static String row(String title, List<String> cells) {
        StringBuilder row = new StringBuilder(String.format("%-27s", title));
        cells.forEach(cell -> row.append(String.format(" %-23s", cell)));
        return row.toString().stripTrailing() + "\n";
    }

    private static Map<String, String> approved() throws IOException {
        try (InputStream file = Objects.requireNonNull(EveryStateTest.class.getResourceAsStream(APPROVED))) {
            Map<String, String> blocks = new LinkedHashMap<>();
            for (String block :
                    List.of(Pattern.compile("\n\n").split(new String(file.readAllBytes(), UTF_8).stripTrailing()))) {
                blocks.put(block.substring(3, block.indexOf('\n')), block + "\n");
            }
            return blocks;
        }
    }
}
