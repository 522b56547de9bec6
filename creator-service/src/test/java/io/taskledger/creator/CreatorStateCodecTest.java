package io.taskledger.creator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.creator.decision.Conduct;
import io.taskledger.creator.decision.Conduct.Violation;
import io.taskledger.creator.decision.Creator;
import io.taskledger.creator.decision.Creator.Applied;
import io.taskledger.creator.decision.Creator.Onboarded;
import io.taskledger.creator.decision.Creator.Profile;
import io.taskledger.creator.decision.Creator.Rejected;
import io.taskledger.creator.decision.CreatorState;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import java.nio.BufferUnderflowException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CreatorStateCodecTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    @Property(tries = 500)
    void every_state_comes_back_as_it_was(@ForAll("states") CreatorState state) {
        assertThat(CreatorStateCodec.read(CreatorStateCodec.write(state))).isEqualTo(state);
    }

    /** What is stored outlives this version: whoever changes the form, or an enum's order, raises the form's number. */
    @Test
    void the_form_of_stored_state_has_not_changed() {
        assertThat(HexFormat.of().formatHex(CreatorStateCodec.write(state())))
                .isEqualTo("0107808acb95a0344f000203762d31000003762d320101808acb95a034"
                        + "01818acb95a0340001808acb95a03401056d636e2d33000103632d3101"
                        + "23456789abcdef010b0600");
    }

    @Test
    void a_form_that_is_not_known_says_what_to_do() {
        byte[] later = CreatorStateCodec.write(state());
        later[0]++;
        assertThatThrownBy(() -> CreatorStateCodec.read(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("form 2")
                .hasMessageContaining("--rebuild");
    }

    @Test
    void bytes_cut_off_or_left_over_are_no_state() {
        byte[] whole = CreatorStateCodec.write(state());
        assertThatThrownBy(() -> CreatorStateCodec.read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> CreatorStateCodec.read(Arrays.copyOf(whole, whole.length + 3)))
                .hasMessage("3 bytes too many");
    }

    @Test
    void a_creator_that_is_not_known_is_never_stored() {
        assertThatThrownBy(() -> CreatorStateCodec.write(CreatorState.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CreatorState state() {
        ViolationId second = new ViolationId("v-2");
        Conduct conduct = new Conduct(
                List.of(
                        new Violation(new ViolationId("v-1"), false, null),
                        new Violation(second, true, new Ban(second, T0, T0.plusMillis(1)))),
                Instant.EPOCH);
        Creator creator = new Onboarded(new Profile(CreatorKind.CREATOR, conduct, T0), new McnId("mcn-3"));
        Answer refusal = new Answer("c-1", 0x0123456789abcdefL, RejectionCode.NOT_A_PARTY, null, 6, 0, null, null);
        return new CreatorState(7, T0, creator, new Answers(List.of(), List.of(refusal)));
    }

    @Provide
    Arbitrary<CreatorState> states() {
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(1), times(), creators(), answers(), answers())
                .as((version, time, creator, accepted, refused) ->
                        new CreatorState(version, time, creator, new Answers(accepted, refused)));
    }

    private static Arbitrary<Creator> creators() {
        return Arbitraries.oneOf(
                profiles().map(Applied::new),
                profiles().map(Rejected::new),
                Combinators.combine(profiles(), ids().map(McnId::new).injectNull(0.5))
                        .as(Onboarded::new));
    }

    private static Arbitrary<Profile> profiles() {
        Arbitrary<Conduct> conducts =
                Combinators.combine(violations().list().ofMaxSize(100), times()).as(Conduct::new);
        return Combinators.combine(Arbitraries.of(CreatorKind.class), conducts, times().injectNull(0.5))
                .as(Profile::new);
    }

    private static Arbitrary<Violation> violations() {
        return Combinators.combine(
                        ids().map(ViolationId::new),
                        Arbitraries.of(true, false),
                        times().injectNull(0.3),
                        Arbitraries.longs().between(1, 10_000_000_000L).injectNull(0.3))
                .as((id, overturned, from, lasts) -> new Violation(
                        id,
                        overturned,
                        from == null ? null : new Ban(id, from, lasts == null ? null : from.plusMillis(lasts))));
    }

    private static Arbitrary<List<Answer>> answers() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.longs(),
                        Arbitraries.of(RejectionCode.class).injectNull(0.5),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().between(0, 2))
                .as((id, hash, code, version, events) -> new Answer(id, hash, code, null, version, events, null, null))
                .list()
                .ofMaxSize(Answers.MAX_REFUSED);
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
