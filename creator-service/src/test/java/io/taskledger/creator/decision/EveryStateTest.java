package io.taskledger.creator.decision;

import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.RejectionCode;
import io.taskledger.creator.decision.Given.Then;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Map<String, Given> STATES = states();
    private static final List<Actor> WHO = List.of(
            new Actor(Role.CLIENT, "client-7"),
            new Actor(Role.CREATOR, "creator-9"),
            new Actor(Role.MCN, "mcn-3"),
            Actor.CLOCK,
            new Actor(Role.MCN, "creator-9"),
            new Actor(Role.CREATOR, "stranger"),
            new Actor(Role.MCN, "stranger"),
            new Actor(Role.OPERATOR, "operator-1"));
    private static final List<CreatorCommand> COMMANDS = List.of(
            apply(CreatorKind.CREATOR),
            approve(),
            reject(),
            join("mcn-3"),
            join("mcn-4"),
            new LeaveMcn(),
            violate("v-new"),
            violate("v-1"),
            overturn("v-1"),
            overturn("v-2"),
            new LiftExpiredBan(),
            report(Given.START));

    private static Map<String, Given> states() {
        Map<String, Given> states = new LinkedHashMap<>();
        states.put("no creator", given());
        states.put("APPLIED", given(applied()));
        states.put("APPLIED, one violation", violated(given(applied()), 1));
        states.put("REJECTED", given(applied(), rejected()));
        states.put("REJECTED, banned", violated(given(applied(), rejected()), 2));
        states.put("ONBOARDED", violated(0));
        states.put("ONBOARDED as MCN", given(applied(CreatorKind.MCN), approved()));
        states.put("ONBOARDED, member of mcn-3", given(applied(), approved(), joined("mcn-3")));
        states.put("ONBOARDED, one violation", violated(1));
        states.put("ONBOARDED, banned", violated(2));
        states.put("ONBOARDED, banned, and that ran out", violated(2).after(days(7)));
        states.put("ONBOARDED, banned twice", violated(3));
        states.put("ONBOARDED, banned twice, and the first ran out", violated(3).after(days(7)));
        states.put("ONBOARDED, banned for good", violated(4));
        states.put("ONBOARDED, banned, overturned", violated(2).and(overturned("v-2", 1)));
        states.put("ONBOARDED, a hundred violations", violated(100));
        states.put("ONBOARDED, reported", violated(0).and(reported(Given.START)));
        return states;
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
        assertThat(block(name, state(name))).isEqualTo(file().get(name));
    }

    /** What is offered as allowed has an effect, and what has an effect is offered; timing aside. */
    @ParameterizedTest
    @MethodSource("names")
    void what_may_be_sent_is_what_leads_on(String name) {
        Given state = state(name);
        for (Role role : Role.values()) {
            List<CommandName> allowed =
                    Objects.requireNonNull(Allowed.of(state.state().creator()).get(role));
            for (CreatorCommandType type : CreatorCommandType.values()) {
                boolean leadsOn = COMMANDS.stream()
                        .filter(command -> CreatorCommandType.of(command) == type)
                        .flatMap(command ->
                                WHO.stream().filter(who -> who.role() == role).map(who -> answer(state, who, command)))
                        .anyMatch(then -> !then.facts().isEmpty() || isEarly(then, state));
                boolean limited = name.contains("a hundred") && type == CreatorCommandType.RECORD_VIOLATION;
                boolean known = name.contains("reported") && type == CreatorCommandType.REPORT_AUDIENCE;
                assertThat(allowed.contains(type))
                        .as("%s by %s", type, role)
                        .isEqualTo(leadsOn || (role == Role.OPERATOR && (limited || known)));
            }
        }
    }

    private static boolean isEarly(Then then, Given state) {
        return then.result().code() == RejectionCode.NOT_DUE && state.state().liftDueAt() != null;
    }

    @Test
    void nothing_is_approved_that_is_not_tested() throws IOException {
        assertThat(file().keySet()).containsExactlyElementsOf(STATES.keySet());
    }

    private static Given state(String name) {
        return Objects.requireNonNull(STATES.get(name));
    }

    private static Then answer(Given state, Actor actor, CreatorCommand command) {
        return state.when(new Asked(actor, ownKind(actor, command), "asked", null));
    }

    /** An agency applies as one; with any other kind its command could not be read. */
    private static CreatorCommand ownKind(Actor actor, CreatorCommand command) {
        return command instanceof ApplyForOnboarding && actor.role() == Role.MCN ? apply(CreatorKind.MCN) : command;
    }

    /** One state: a row for each command, a column for each who asks; a dot is NOT_PERMITTED. */
    private static String block(String name, Given state) {
        StringBuilder block = new StringBuilder("== " + name + "\n");
        block.append(row("", WHO.stream().map(EveryStateTest::title).toList()));
        for (CreatorCommand command : COMMANDS) {
            List<String> answers =
                    WHO.stream().map(who -> said(answer(state, who, command))).toList();
            boolean same = answers.stream().distinct().count() == 1;
            block.append(row(title(command), same ? List.of("everybody: " + answers.getFirst()) : answers));
        }
        return block.toString();
    }

    private static String title(Actor who) {
        return switch (who.id()) {
            case "stranger" -> "another " + who.role();
            case "creator-9" -> "itself, as " + who.role();
            default -> who.role().name();
        };
    }

    private static String title(CreatorCommand command) {
        String name = command.getClass().getSimpleName();
        return switch (command) {
            case CreatorCommand.JoinMcn c -> name + " " + c.mcnId().value();
            case CreatorCommand.RecordViolation c ->
                name + " " + c.violationId().value();
            case CreatorCommand.OverturnViolation c ->
                name + " " + c.violationId().value();
            default -> name;
        };
    }

    private static String said(Then then) {
        RejectionCode code = then.result().code();
        if (code != null) {
            return code == RejectionCode.NOT_PERMITTED ? "·" : code.name();
        }
        return then.facts().isEmpty()
                ? "accepted"
                : then.facts().stream()
                        .map(event -> event.getClass().getSimpleName())
                        .collect(joining("+"));
    }

    private static String row(String title, List<String> cells) {
        StringBuilder row = new StringBuilder(String.format("%-24s", title));
        cells.forEach(cell -> row.append(String.format(" %-19s", cell)));
        return row.toString().stripTrailing() + "\n";
    }

    private static Map<String, String> file() throws IOException {
        try (InputStream in = Objects.requireNonNull(EveryStateTest.class.getResourceAsStream(APPROVED))) {
            Map<String, String> blocks = new LinkedHashMap<>();
            for (String block :
                    List.of(Pattern.compile("\n\n").split(new String(in.readAllBytes(), UTF_8).stripTrailing()))) {
                blocks.put(block.substring(3, block.indexOf('\n')), block + "\n");
            }
            return blocks;
        }
    }
}
