package io.taskledger.creator.decision;

import static io.taskledger.creator.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds after any commands in any order, whoever sends them and whenever they come. */
final class LawsTest {
    /** One command in a history, so much later than the one before. */
    record Step(Asked asked, Duration later) {}

    /** A step with what was before it and what followed. */
    record Turn(
            Step step, CreatorState before, Instant appendedAt, Outcome<CreatorState, CreatorEventEnvelope> outcome) {}

    @Property(tries = 2_000)
    void versions_have_no_gaps_and_time_never_goes_back(@ForAll("histories") List<Step> history) {
        List<CreatorEventEnvelope> events = events(play(history));
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).version()).isEqualTo(i + 1);
            assertThat(i > 0 && events.get(i).time().isBefore(events.get(i - 1).time()))
                    .isFalse();
        }
    }

    @Property(tries = 2_000)
    void folding_the_events_gives_the_state_that_the_decider_holds(@ForAll("histories") List<Step> history) {
        List<Turn> turns = play(history);
        CreatorState folded = CreatorState.NONE;
        for (CreatorEventEnvelope event : events(turns)) {
            folded = folded.apply(event);
        }
        CreatorState held = turns.getLast().outcome().state();
        assertThat(folded.creator()).isEqualTo(held.creator());
        assertThat(folded.version()).isEqualTo(held.version());
        assertThat(folded.time()).isEqualTo(held.time());
        assertThat(held.answers().accepted()).containsAll(folded.answers().accepted());
    }

    @Property(tries = 2_000)
    void a_refusal_changes_nothing(@ForAll("histories") List<Step> history) {
        for (Turn turn : play(history)) {
            if (turn.outcome().result().code() != null) {
                assertThat(turn.outcome().events()).isEmpty();
                assertThat(turn.outcome().state().creator())
                        .isEqualTo(turn.before().creator());
            }
        }
    }

    @Property(tries = 2_000)
    void every_answered_command_sent_again_at_the_end_is_answered_as_it_was(@ForAll("histories") List<Step> history) {
        List<Turn> turns = play(history);
        Turn last = turns.getLast();
        for (Turn turn : turns) {
            if (turn.outcome().changed()) {
                var again = CreatorDecider.decide(
                        last.outcome().state(),
                        turn.step().asked().appendedAt(last.appendedAt()),
                        Ladder.DOUYIN_2022_01);
                assertThat(again.changed()).isFalse();
                assertThat(again.events()).isEmpty();
                assertThat(again.result().replayed()).isTrue();
                assertThat(again.result().code())
                        .isEqualTo(turn.outcome().result().code());
                assertThat(again.result().version())
                        .isEqualTo(turn.outcome().result().version());
                assertThat(again.result().eventIds())
                        .isEqualTo(turn.outcome().result().eventIds());
            }
        }
    }

    /** Also under a new id, long after the first was forgotten: what it did cannot be done again. */
    @Property(tries = 1_000)
    void a_violation_and_its_overturning_happen_once_whatever_they_are_called(@ForAll("histories") List<Step> history) {
        Set<ViolationId> recorded = new HashSet<>();
        Set<ViolationId> overturned = new HashSet<>();
        for (CreatorEventEnvelope event : events(play(history))) {
            if (event.event() instanceof ViolationRecorded e) {
                assertThat(recorded.add(e.violationId())).isTrue();
            }
            if (event.event() instanceof ViolationOverturned e) {
                assertThat(overturned.add(e.violationId())).isTrue();
            }
        }
        assertThat(recorded).containsAll(overturned);
    }

    @Property(tries = 2_000)
    void the_step_is_how_many_violations_count_and_never_resets(@ForAll("histories") List<Step> history) {
        int counting = 0;
        for (CreatorEventEnvelope event : events(play(history))) {
            switch (event.event()) {
                case ViolationRecorded e -> assertThat(e.violations()).isEqualTo(++counting);
                case SanctionApplied e -> assertThat(e.step()).isEqualTo(counting);
                case ViolationOverturned e -> assertThat(e.violations()).isEqualTo(--counting);
                default -> {}
            }
        }
    }

    /** Reckoned from the events alone. */
    @Property(tries = 2_000)
    void banned_is_who_has_a_ban_that_runs_and_until_the_latest_end(@ForAll("histories") List<Step> history) {
        Map<ViolationId, SanctionApplied> bans = new LinkedHashMap<>();
        for (Turn turn : play(history)) {
            turn.outcome().events().forEach(event -> take(bans, event));
            CreatorStanding standing = turn.outcome().state().standing(Asked.CREATOR);
            for (Duration later : List.of(Duration.ZERO, days(6), days(7), days(89), days(92), days(500))) {
                Instant instant = turn.appendedAt().plus(later);
                List<SanctionApplied> running =
                        bans.values().stream().filter(ban -> runs(ban, instant)).toList();
                Optional<Ban> ban = standing == null ? Optional.empty() : standing.banAt(instant);
                assertThat(ban.isPresent()).isEqualTo(!running.isEmpty());
                ban.ifPresent(one -> assertThat(one.until()).isEqualTo(latestEnd(running)));
            }
        }
    }

    private static void take(Map<ViolationId, SanctionApplied> bans, CreatorEventEnvelope event) {
        if (event.event() instanceof SanctionApplied e && e.measure() == Measure.BANNED) {
            bans.put(e.violationId(), e);
        }
        if (event.event() instanceof ViolationOverturned e) {
            bans.remove(e.violationId());
        }
    }

    private static boolean runs(SanctionApplied ban, Instant instant) {
        Instant until = ban.until();
        return !ban.from().isAfter(instant) && (until == null || until.isAfter(instant));
    }

    private static @Nullable Instant latestEnd(List<SanctionApplied> running) {
        boolean forGood = running.stream().anyMatch(ban -> ban.until() == null);
        return forGood
                ? null
                : running.stream()
                        .map(ban -> Objects.requireNonNull(ban.until()))
                        .max(Instant::compareTo)
                        .orElseThrow();
    }

    @Property(tries = 2_000)
    void who_is_told_that_a_ban_is_over_was_banned_and_is_not_any_more(@ForAll("histories") List<Step> history) {
        boolean toldOfABan = false;
        for (Turn turn : play(history)) {
            for (CreatorEventEnvelope event : turn.outcome().events()) {
                if (event.event() instanceof SanctionApplied e && e.measure() == Measure.BANNED) {
                    toldOfABan = true;
                }
                if (event.event() instanceof BanLifted e) {
                    assertThat(toldOfABan).isTrue();
                    toldOfABan = false;
                    assertThat(e.cause() == LiftCause.EXPIRED)
                            .isEqualTo(turn.step().asked().command() instanceof LiftExpiredBan);
                    assertThat(banAt(turn.outcome().state(), event.time())).isEmpty();
                }
            }
        }
    }

    @Property(tries = 2_000)
    void the_timer_is_asked_for_as_long_as_a_lift_is_due(@ForAll("histories") List<Step> history) {
        Turn last = play(history).getLast();
        CreatorState state = last.outcome().state();
        Instant due = state.liftDueAt();
        if (due != null) {
            Instant at = due.isBefore(last.appendedAt()) ? last.appendedAt() : due;
            Asked lift = Asked.timer(new LiftExpiredBan()).as("timer");
            Outcome<CreatorState, CreatorEventEnvelope> lifted =
                    CreatorDecider.decide(state, lift.appendedAt(at), Ladder.DOUYIN_2022_01);
            assertThat(lifted.events()).hasSize(1);
            assertThat(lifted.state().liftDueAt()).isNull();
        }
    }

    /** Whoever reads only the standings knows at every version what whoever folds the events knows. */
    @Property(tries = 2_000)
    void the_latest_standing_is_the_fold_of_all_events(@ForAll("histories") List<Step> history) {
        Creator creator = new Creator.Unknown();
        StandingEnvelope latest = null;
        for (CreatorEventEnvelope event : events(play(history))) {
            Creator next = Creator.evolve(creator, event.event(), event.time());
            Optional<StandingEnvelope> published = Standings.of(creator, event, next);
            if (published.isPresent()) {
                assertThat(latest == null
                                || !at(1, latest.standing())
                                        .equals(at(1, published.get().standing())))
                        .isTrue();
                assertThat(published.get().standing().version()).isEqualTo(event.version());
                assertThat(published.get().eventId()).isEqualTo(event.id());
                latest = published.get();
            }
            creator = next;
            assertThat(at(1, Objects.requireNonNull(latest).standing()))
                    .isEqualTo(((Creator.Known) creator).standing(Asked.CREATOR, 1));
        }
    }

    private static CreatorStanding at(long version, CreatorStanding standing) {
        return new CreatorStanding(
                standing.creatorId(), version, standing.status(), standing.kind(), standing.mcnId(), standing.bans());
    }

    @Property(tries = 2_000)
    void whatever_has_an_effect_was_allowed(@ForAll("histories") List<Step> history) {
        for (Turn turn : play(history)) {
            if (!turn.outcome().events().isEmpty()) {
                Asked asked = turn.step().asked();
                assertThat(Allowed.of(turn.before().creator()).get(asked.actor().role()))
                        .contains(CreatorCommandType.of(asked.command()));
            }
        }
    }

    private static Optional<Ban> banAt(CreatorState state, Instant instant) {
        return Objects.requireNonNull(state.standing(Asked.CREATOR)).banAt(instant);
    }

    private static List<Turn> play(List<Step> history) {
        List<Turn> turns = new ArrayList<>();
        CreatorState state = CreatorState.NONE;
        Instant now = Given.START;
        for (Step step : history) {
            now = now.plus(step.later());
            Outcome<CreatorState, CreatorEventEnvelope> outcome =
                    CreatorDecider.decide(state, step.asked().appendedAt(now), Ladder.DOUYIN_2022_01);
            turns.add(new Turn(step, state, now, outcome));
            state = outcome.state();
        }
        return turns;
    }

    private static List<CreatorEventEnvelope> events(List<Turn> turns) {
        return turns.stream().flatMap(turn -> turn.outcome().events().stream()).toList();
    }

    /** Begins with an application, as nothing comes of what comes before it; no longer than refusals are remembered. */
    @Provide
    Arbitrary<List<Step>> histories() {
        Step first = new Step(Asked.creator(apply(CreatorKind.CREATOR)).as("first"), Duration.ZERO);
        return Combinators.combine(asked(), Arbitraries.integers().between(1, 60), laters())
                .as((asked, id, later) -> new Step(asked.as("c-" + id), later))
                .list()
                .ofMinSize(1)
                .ofMaxSize(31)
                .map(steps -> {
                    List<Step> all = new ArrayList<>(List.of(first));
                    all.addAll(steps);
                    return all;
                });
    }

    /** The clock of a broker may be set back. */
    private static Arbitrary<Duration> laters() {
        return Arbitraries.of(
                Duration.ofHours(-1),
                Duration.ZERO,
                Duration.ofHours(1),
                days(1),
                days(3),
                days(7),
                days(40),
                days(100));
    }

    private static Arbitrary<Asked> asked() {
        Arbitrary<Asked> likely = Arbitraries.frequencyOf(
                Tuple.of(6, violations().map(id -> Asked.operator(violate(id)))),
                Tuple.of(4, violations().map(id -> Asked.operator(overturn(id)))),
                Tuple.of(4, Arbitraries.create(() -> Asked.timer(new LiftExpiredBan()))),
                Tuple.of(2, commands().map(Asked::operator)),
                Tuple.of(2, commands().map(Asked::creator)));
        return Arbitraries.frequencyOf(
                Tuple.of(5, likely),
                Tuple.of(
                        1,
                        Combinators.combine(actors(), commands())
                                .as((actor, command) -> new Asked(actor, command, "asked", null))));
    }

    private static Arbitrary<String> violations() {
        return Arbitraries.integers().between(1, 7).map(number -> "v-" + number);
    }

    private static Arbitrary<CreatorCommand> commands() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        apply(CreatorKind.CREATOR),
                        apply(CreatorKind.STAR),
                        approve(),
                        reject(),
                        join("mcn-3"),
                        join("mcn-4"),
                        new LeaveMcn()),
                Arbitraries.integers().between(-2, 2).map(hours -> report(Given.START.plus(Duration.ofHours(hours)))));
    }

    private static Arbitrary<Actor> actors() {
        return Combinators.combine(
                        Arbitraries.of(Role.class),
                        Arbitraries.of("creator-9", "creator-8", "mcn-3", "mcn-4", "operator-1"))
                .as(Actor::new);
    }
}
