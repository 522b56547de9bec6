package io.taskledger.creator.decision;

import static io.taskledger.creator.decision.Given.START;
import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.StandingEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When others learn whether a creator may take orders, and what they learn. */
final class StandingsTest {
    private static final Given MEMBER = given(applied(CreatorKind.STAR), approved(), joined("mcn-3"));

    @Test
    void says_where_a_creator_stands_by_which_event() {
        Given banned = MEMBER.and(recorded("v-1", 1));
        StandingEnvelope published =
                published(banned, banned("v-1", 2, START, START.plus(days(7)))).orElseThrow();
        assertThat(published.standing())
                .isEqualTo(new CreatorStanding(
                        Asked.CREATOR,
                        5,
                        CreatorStatus.ONBOARDED,
                        CreatorKind.STAR,
                        new McnId("mcn-3"),
                        List.of(new Ban(new ViolationId("v-1"), START, START.plus(days(7))))));
        assertThat(published.id()).isEqualTo(NamedIds.of("creator/creator-9/5/standing"));
        assertThat(published.eventId()).isEqualTo(NamedIds.of("creator/creator-9/5"));
        assertThat(published.time()).isEqualTo(START);
    }

    @Test
    void whatever_changes_it_is_published() {
        assertThat(published(given(), applied())).isPresent();
        assertThat(published(given(applied()), approved())).isPresent();
        assertThat(published(given(applied()), rejected())).isPresent();
        assertThat(published(given(applied(), rejected()), applied())).isPresent();
        assertThat(published(MEMBER, left("mcn-3"))).isPresent();
        assertThat(published(violated(2), overturned("v-2", 1))).isPresent();
    }

    @Test
    void what_does_not_is_not() {
        assertThat(published(violated(0), reported(START))).isEmpty();
        assertThat(published(violated(0), recorded("v-1", 1))).isEmpty();
        assertThat(published(violated(0).and(recorded("v-1", 1)), postDeleted("v-1")))
                .isEmpty();
        assertThat(published(violated(1), overturned("v-1", 0))).isEmpty();
        assertThat(published(violated(2), new BanLifted(LiftCause.EXPIRED))).isEmpty();
    }

    @Test
    void a_ban_that_was_written_down_as_over_still_counts_for_those_who_are_behind() {
        Given lifted = violated(2).and(new BanLifted(LiftCause.EXPIRED));
        assertThat(standing(lifted).bans()).hasSize(1);
        assertThat(standing(lifted).banAt(START.plus(days(7)).minusMillis(1))).isPresent();
        assertThat(standing(lifted).banAt(START.plus(days(7)))).isEmpty();
    }

    @Test
    void the_ban_that_holds_is_the_one_with_the_latest_end() {
        CreatorStanding twice = standing(violated(3));
        assertThat(twice.banAt(START).orElseThrow().until()).isEqualTo(Instant.parse("2027-02-23T00:00:00Z"));
        assertThat(twice.banAt(START.minusMillis(1))).isEmpty();
        assertThat(standing(violated(4)).banAt(START).orElseThrow().until()).isNull();
    }

    static List<CreatorEvent> events() {
        return List.of(
                applied(),
                rejected(),
                approved(),
                joined("mcn-4"),
                left("mcn-4"),
                recorded("v-1", 1),
                postDeleted("v-9"),
                overturned("v-9", 1));
    }

    /** A log that contradicts itself is a bug: stop. */
    @ParameterizedTest
    @MethodSource("events")
    void what_cannot_follow_stops_us(CreatorEvent event) {
        Given given = violated(1).and(joined("mcn-3"));
        assertThatIllegalStateException().isThrownBy(() -> given.and(event)).withMessageContaining("cannot follow");
    }

    @Test
    void an_event_of_another_version_stops_us() {
        CreatorEventEnvelope late = given(applied()).happening(approved());
        assertThatIllegalStateException()
                .isThrownBy(() -> given().state().apply(late))
                .withMessageContaining("cannot follow version 0");
        assertThatIllegalStateException().isThrownBy(() -> given().and(reported(START)));
    }

    private static CreatorStanding standing(Given given) {
        return Objects.requireNonNull(given.state().standing(Asked.CREATOR));
    }

    private static Optional<StandingEnvelope> published(Given before, CreatorEvent event) {
        CreatorEventEnvelope envelope = before.happening(event);
        return Standings.of(
                before.state().creator(),
                envelope,
                before.state().apply(envelope).creator());
    }
}
