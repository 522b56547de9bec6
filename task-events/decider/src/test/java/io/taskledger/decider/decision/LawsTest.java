package io.taskledger.decider.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskKind;
import io.taskledger.decision.Outcome;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What holds after any commands in any order, whoever sends them and whenever they come. */
final class LawsTest {
    /** One command in a history, so much later than the one before. */
    record Step(Asked asked, Duration later) {}

    /** A step with what was before it and what followed. */
    record Turn(Step step, TaskState before, Instant appendedAt, Outcome<TaskState, EventEnvelope> outcome) {}

    @Property(tries = 3_000)
    void versions_have_no_gaps_and_time_never_goes_back(@ForAll("histories") List<Step> history) {
        List<EventEnvelope> events = events(play(history));
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).version()).isEqualTo(i + 1);
            assertThat(i > 0 && events.get(i).time().isBefore(events.get(i - 1).time()))
                    .isFalse();
        }
    }

    @Property(tries = 3_000)
    void folding_the_events_gives_the_state_that_the_decider_holds(@ForAll("histories") List<Step> history) {
        List<Turn> turns = play(history);
        TaskState folded = TaskState.NONE;
        for (EventEnvelope event : events(turns)) {
            folded = folded.apply(event);
        }
        TaskState held = turns.getLast().outcome().state();
        assertThat(folded.task()).isEqualTo(held.task());
        assertThat(folded.version()).isEqualTo(held.version());
        assertThat(folded.time()).isEqualTo(held.time());
        assertThat(held.answers().accepted()).containsAll(folded.answers().accepted());
    }

    @Property(tries = 3_000)
    void a_task_ends_once_at_most_and_nothing_follows(@ForAll("histories") List<Step> history) {
        List<EventType> types =
                events(play(history)).stream().map(EventEnvelope::type).toList();
        long ends = types.stream().filter(EventType::isTerminal).count();
        assertThat(ends).isLessThanOrEqualTo(1);
        assertThat(ends == 1).isEqualTo(!types.isEmpty() && types.getLast().isTerminal());
    }

    @Property(tries = 3_000)
    void money_is_conserved_and_a_share_is_its_rate_rounded_half_up(@ForAll("histories") List<Step> history) {
        events(play(history)).stream()
                .flatMap(event -> quote(event.event()).stream())
                .forEach(quote -> {
                    BigInteger amount = BigInteger.valueOf(quote.total().amountMinor());
                    BigInteger twice =
                            amount.multiply(BigInteger.valueOf(quote.rateBp())).shiftLeft(1);
                    BigInteger half = twice.add(BigInteger.valueOf(10_000)).divide(BigInteger.valueOf(20_000));
                    assertThat(BigInteger.valueOf(quote.toCreatorMinor())).isEqualTo(half);
                    assertThat(quote.toCreatorMinor() + quote.toClientMinor())
                            .isEqualTo(quote.total().amountMinor());
                });
    }

    @Property(tries = 3_000)
    void a_refusal_changes_nothing_but_a_passed_deadline(@ForAll("histories") List<Step> history) {
        for (Turn turn : play(history)) {
            RejectionCode code = turn.outcome().result().code();
            if (code != null
                    && (code != RejectionCode.DEADLINE_PASSED
                            || turn.outcome().result().replayed())) {
                assertThat(turn.outcome().events()).isEmpty();
                assertThat(turn.outcome().state().task())
                        .isEqualTo(turn.before().task());
            }
        }
    }

    @Property(tries = 2_000)
    void every_answered_command_sent_again_at_the_end_is_answered_as_it_was(@ForAll("histories") List<Step> history) {
        List<Turn> turns = play(history);
        Turn last = turns.getLast();
        for (Turn turn : turns) {
            boolean kept = turn.outcome().changed();
            if (kept) {
                Outcome<TaskState, EventEnvelope> again = TaskDecider.decide(
                        last.outcome().state(),
                        turn.step().asked().appendedAt(last.appendedAt()),
                        Policies.SHIPPED,
                        Review.NONE);
                assertThat(again.changed()).isFalse();
                assertThat(again.result().replayed()).isTrue();
                assertThat(again.result().code())
                        .isEqualTo(turn.outcome().result().code());
                assertThat(again.result().version())
                        .isEqualTo(turn.outcome().result().version());
                assertThat(again.result().eventIds())
                        .isEqualTo(turn.outcome().result().eventIds());
                assertThat(again.result().quote())
                        .isEqualTo(turn.outcome().result().quote());
            }
        }
    }

    @Property(tries = 2_000)
    void whoever_is_accepted_was_allowed(@ForAll("histories") List<Step> history) {
        for (Turn turn : play(history)) {
            Asked asked = turn.step().asked();
            if (turn.outcome().result().code() == null
                    && !turn.outcome().result().replayed()) {
                assertThat(AllowedCommands.of(turn.before().task().situation())
                                .get(asked.actor().role()))
                        .contains(asked.envelope().type());
            }
        }
    }

    @Property(tries = 2_000)
    void nobody_is_told_the_same_twice(@ForAll("histories") List<Step> history) {
        List<String> ids = new ArrayList<>();
        for (Turn turn : play(history)) {
            Task task = turn.before().task();
            for (EventEnvelope event : turn.outcome().events()) {
                Notifications.of(task, event).stream().map(Notification::id).forEach(ids::add);
                task = Task.evolve(task, event.event(), event.time());
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static List<Turn> play(List<Step> history) {
        List<Turn> turns = new ArrayList<>();
        TaskState state = TaskState.NONE;
        Instant now = Given.START;
        for (Step step : history) {
            now = now.plus(step.later());
            Outcome<TaskState, EventEnvelope> outcome =
                    TaskDecider.decide(state, step.asked().appendedAt(now), Policies.SHIPPED, Review.NONE);
            turns.add(new Turn(step, state, now, outcome));
            state = outcome.state();
        }
        return turns;
    }

    private static List<EventEnvelope> events(List<Turn> turns) {
        return turns.stream().flatMap(turn -> turn.outcome().events().stream()).toList();
    }

    private static Optional<Quote> quote(TaskEvent event) {
        return switch (event) {
            case CancellationRequested e -> Optional.of(e.quote());
            case TaskCancelled e -> Optional.of(e.quote());
            case TaskCompleted e -> Optional.of(e.quote());
            default -> Optional.empty();
        };
    }

    /** Begins with a publication, mostly by who may; goes on with anything by anybody, a tenth of the ids used before. */
    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> first = publications().map(publish -> new Step(Asked.client(publish), Duration.ZERO));
        Arbitrary<Boolean> idUsedBefore = Arbitraries.integers().between(0, 9).map(n -> n == 0);
        Arbitrary<Tuple2<Step, Boolean>> next =
                Combinators.combine(steps(), idUsedBefore).as(Tuple::of);
        return Combinators.combine(first, next.list().ofMaxSize(30)).as((publish, rest) -> {
            List<Step> all = new ArrayList<>();
            all.add(publish);
            for (Tuple2<Step, Boolean> one : rest) {
                int number = one.get2() ? all.size() - 1 : all.size();
                all.add(new Step(
                        one.get1().asked().as("c-" + number), one.get1().later()));
            }
            return List.copyOf(all);
        });
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Duration> later = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(-500, 3_000).map(Duration::ofMillis)),
                Tuple.of(2, Arbitraries.longs().between(1, 80).map(Duration::ofHours)));
        Arbitrary<Asked> anything = Combinators.combine(actors(), commands())
                .as((actor, command) -> new Asked(actor, command, "asked", null));
        Arbitrary<Asked> asked = Arbitraries.frequencyOf(Tuple.of(2, fitting()), Tuple.of(1, anything));
        return Combinators.combine(asked, later).as(Step::new);
    }

    /** By those who may send it, at one time or another. */
    private static Arbitrary<Asked> fitting() {
        return Arbitraries.of(
                Asked.creator(Words.accept()),
                Asked.creator(Words.accept()),
                Asked.mcn(Words.acceptFor("creator-9")),
                Asked.creator(Words.upload("a-1")),
                Asked.client(Words.requestCancellation()),
                Asked.creator(Words.requestCancellation()),
                Asked.creator(new RefuseCancellation(null)),
                Asked.timer(new RemindCancellation()),
                Asked.timer(new ExpireCancellation()));
    }

    private static Arbitrary<Actor> actors() {
        return Arbitraries.of(
                new Actor(Role.CLIENT, "client-7"),
                new Actor(Role.CLIENT, "client-7"),
                new Actor(Role.CREATOR, "creator-9"),
                new Actor(Role.CREATOR, "creator-9"),
                new Actor(Role.MCN, "mcn-3"),
                new Actor(Role.OPERATOR, "operator-1"),
                Actor.CLOCK,
                new Actor(Role.CREATOR, "stranger"));
    }

    private static Arbitrary<TaskCommand> commands() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new AcceptTask(new CreatorId("creator-9"), null),
                        Words.requestCancellation(),
                        new ConfirmCancellation(),
                        new RefuseCancellation(null),
                        new WithdrawCancellation(),
                        new CompleteTask(),
                        new StartProduction()),
                Arbitraries.of(
                        new DeclineTask(),
                        new WithdrawTask(Words.REASON),
                        new ExpireTask(),
                        new RemindCancellation(),
                        new ExpireCancellation(),
                        Words.resume()),
                Arbitraries.integers().between(1, 4).map(n -> new UploadVideo(new AssetId("a-" + n))),
                Arbitraries.longs().between(-1, 10_001).map(Words::cancelAt),
                publications());
    }

    private static Arbitrary<PublishTask> publications() {
        Arbitrary<Long> amounts = Arbitraries.longs().between(1, Money.MAX_MINOR);
        return Combinators.combine(
                        Arbitraries.of(TaskKind.class), amounts, Arbitraries.of("xingtu-2022-01", "demo-short"))
                .as((kind, amount, policy) -> new PublishTask(
                        kind,
                        new Money(amount, Currency.getInstance("CNY")),
                        new CreatorId("creator-9"),
                        null,
                        policy));
    }

    /** The generator reaches every event, or the laws would say little. */
    @Property(tries = 1, seed = "20261123")
    void histories_reach_every_event() {
        List<EventType> reached = histories()
                .sampleStream()
                .limit(5_000)
                .flatMap(h -> events(play(h)).stream())
                .map(EventEnvelope::type)
                .distinct()
                .toList();
        assertThat(reached).containsExactlyInAnyOrder(EventType.values());
    }
}
