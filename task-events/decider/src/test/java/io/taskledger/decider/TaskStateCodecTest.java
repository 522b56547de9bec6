package io.taskledger.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.Task.Ended;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Published;
import io.taskledger.decider.decision.Task.Running;
import io.taskledger.decider.decision.Task.Terms;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import java.nio.BufferUnderflowException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class TaskStateCodecTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final PolicyRef POLICY = new PolicyRef("xingtu-2022-01", 1);
    private static final Terms TERMS =
            new Terms(TaskKind.ORDER, new ClientId("client-7"), new Money(10_001, Currency.getInstance("CNY")), POLICY);
    private static final Quote HALF = Quote.of(TERMS.amount(), 5_000, Rule.R10, POLICY);

    @Property(tries = 500)
    void every_state_comes_back_as_it_was(@ForAll("states") TaskState state) {
        assertThat(TaskStateCodec.read(TaskStateCodec.write(state))).isEqualTo(state);
    }

    /** What is stored outlives this version: whoever changes the form, or an enum's order, raises the form's number. */
    @Test
    void the_form_of_stored_state_has_not_changed() {
        Pending pending = new Pending(
                Side.CREATOR,
                Reason.Code.QUALITY,
                Stage.UPLOADED,
                1,
                HALF,
                T0,
                T0.plusMillis(1),
                T0.plusMillis(2),
                true);
        Running running = new Running(
                TERMS,
                new CreatorId("creator-9"),
                new McnId("mcn-1"),
                new PayeeId("p"),
                true,
                List.of(new AssetId("a-1")),
                pending,
                1,
                2);
        Answer answer = new Answer(
                "c-1",
                0x0123456789abcdefL,
                RejectionCode.TASK_ENDED,
                CommandType.EXPIRE_CANCELLATION,
                300,
                2,
                HALF,
                null);
        TaskState state = new TaskState(7, T0, running, new Answers(List.of(answer), List.of()));
        assertThat(HexFormat.of().formatHex(TaskStateCodec.write(state)))
                .isEqualTo("0107808acb95a034520008636c69656e742d37914e03434e590e78696e67"
                        + "74752d323032322d3031010963726561746f722d3901056d636e2d31017001"
                        + "0103612d310101020201882702808acb95a034818acb95a034828acb95"
                        + "a0340101020103632d310123456789abcdef01070108ac02020188270200");
    }

    /** So that what was stored before there were bans is read as it is, without a rebuild. */
    @Test
    void the_end_of_a_ban_takes_room_only_behind_its_code() {
        Answer barred = new Answer("c-1", 0, RejectionCode.CREATOR_BANNED, null, 1, 0, null, T0);
        Answer refused = new Answer("c-1", 0, RejectionCode.NOT_INVITED, null, 1, 0, null, null);
        assertThat(bytes(barred)).isEqualTo(bytes(refused) + 7);
    }

    private static int bytes(Answer refusal) {
        return TaskStateCodec.write(new TaskState(1, T0, offer(), new Answers(List.of(), List.of(refusal)))).length;
    }

    @Test
    void an_ended_task_keeps_only_what_answers_repeats() {
        List<AssetId> uploads =
                IntStream.range(0, 100).mapToObj(i -> new AssetId("asset-" + i)).toList();
        Running running = new Running(
                TERMS, new CreatorId("creator-9"), null, new PayeeId("creator-9"), true, uploads, null, 0, 0);
        List<Answer> answers = List.of(new Answer("c-1", 42, null, null, 8, 1, null, null));
        int before = TaskStateCodec.write(new TaskState(8, T0, running, new Answers(answers, List.of()))).length;
        Ended ended = new Ended(Status.COMPLETED, TERMS.amount(), POLICY);
        int after = TaskStateCodec.write(new TaskState(9, T0, ended, new Answers(answers, List.of()))).length;
        assertThat(before).isGreaterThan(800);
        assertThat(after).isLessThan(60);
    }

    @Test
    void a_form_that_is_not_known_says_what_to_do() {
        byte[] later = TaskStateCodec.write(new TaskState(1, T0, offer(), Answers.NONE));
        later[0]++;
        assertThatThrownBy(() -> TaskStateCodec.read(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("form 2")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void bytes_cut_off_or_left_over_are_no_state() {
        byte[] whole = TaskStateCodec.write(new TaskState(1, T0, offer(), Answers.NONE));
        assertThatThrownBy(() -> TaskStateCodec.read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> TaskStateCodec.read(Arrays.copyOf(whole, whole.length + 3)))
                .hasMessage("3 bytes too many");
    }

    @Test
    void a_task_that_does_not_exist_is_never_stored() {
        assertThatThrownBy(() -> TaskStateCodec.write(TaskState.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Published offer() {
        return new Published(TERMS, new CreatorId("creator-9"), T0);
    }

    @Provide
    Arbitrary<TaskState> states() {
        return terms().flatMap(terms -> {
            Arbitrary<Task> tasks = Arbitraries.oneOf(published(terms), running(terms), ended(terms));
            Arbitrary<Answers> answers =
                    Combinators.combine(answers(terms), answers(terms)).as(Answers::new);
            return Combinators.combine(Arbitraries.longs().greaterOrEqual(1), times(), tasks, answers)
                    .as(TaskState::new);
        });
    }

    private static Arbitrary<Task> published(Terms terms) {
        return Combinators.combine(ids().injectNull(0.3), times())
                .as((invited, acceptBy) ->
                        new Published(terms, invited == null ? null : new CreatorId(invited), acceptBy));
    }

    private static Arbitrary<Task> running(Terms terms) {
        Arbitrary<Integer> requests = Arbitraries.integers().between(0, 3);
        Arbitrary<List<AssetId>> uploads = ids().map(AssetId::new).list().ofMaxSize(100);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        ids(),
                        ids().injectNull(0.5),
                        ids(),
                        flags,
                        uploads,
                        pending(terms).injectNull(0.4),
                        requests,
                        requests)
                .as((creator, mcn, payee, started, assets, asked, byClient, byCreator) -> new Running(
                        terms,
                        new CreatorId(creator),
                        mcn == null ? null : new McnId(mcn),
                        new PayeeId(payee),
                        started,
                        assets,
                        asked,
                        byClient,
                        byCreator));
    }

    private static Arbitrary<Task> ended(Terms terms) {
        return Arbitraries.of(Status.COMPLETED, Status.CANCELLED)
                .map(status -> new Ended(status, terms.amount(), terms.policy()));
    }

    private static Arbitrary<Pending> pending(Terms terms) {
        Arbitrary<List<Instant>> instants = times().list().ofSize(3);
        return Combinators.combine(
                        Arbitraries.of(Side.class),
                        Arbitraries.of(Reason.Code.class),
                        Arbitraries.of(Stage.class),
                        Arbitraries.integers().between(0, 100),
                        quotes(terms),
                        instants,
                        Arbitraries.of(true, false))
                .as((by, reason, stage, uploads, quote, at, escalated) ->
                        new Pending(by, reason, stage, uploads, quote, at.get(0), at.get(1), at.get(2), escalated));
    }

    private static Arbitrary<List<Answer>> answers(Terms terms) {
        return Combinators.combine(
                        ids(),
                        Arbitraries.longs(),
                        Arbitraries.of(RejectionCode.class).injectNull(0.5),
                        Arbitraries.of(CommandType.class).injectNull(0.8),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().between(0, 2),
                        quotes(terms).injectNull(0.5),
                        times().injectNull(0.5))
                .as((id, hash, code, expiry, version, events, quote, until) -> new Answer(
                        id,
                        hash,
                        code,
                        expiry,
                        version,
                        events,
                        quote,
                        code == RejectionCode.CREATOR_BANNED ? until : null))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Quote> quotes(Terms terms) {
        return Combinators.combine(Arbitraries.integers().between(0, Quote.FULL_BP), Arbitraries.of(Rule.class))
                .as((rateBp, rule) -> Quote.of(terms.amount(), rateBp, rule, terms.policy()));
    }

    private static Arbitrary<Terms> terms() {
        Arbitrary<Money> amounts = Combinators.combine(
                        Arbitraries.longs().between(1, Money.MAX_MINOR), Arbitraries.of("CNY", "JPY", "KWD"))
                .as((minor, currency) -> new Money(minor, Currency.getInstance(currency)));
        return Combinators.combine(
                        Arbitraries.of(TaskKind.class),
                        ids().map(ClientId::new),
                        amounts,
                        ids(),
                        Arbitraries.integers().between(1, 1_000))
                .as((kind, client, amount, policy, version) ->
                        new Terms(kind, client, amount, new PolicyRef(policy, version)));
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("._:-")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    }
}
