package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.creator.decision.Asked.creator;
import static io.taskledger.creator.decision.Asked.operator;
import static io.taskledger.creator.decision.Asked.timer;
import static io.taskledger.creator.decision.Given.START;
import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.creator.decision.Given.Then;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same command again is answered as before, and does nothing; what is too old to be known is safe by content. */
final class RepeatTest {
    private static final Given ONBOARDED = given(applied(), approved());

    @Test
    void both_events_of_a_violation_are_named_again() {
        Then recorded = ONBOARDED.when(operator(violate("v-1"))).then(recorded("v-1", 1), postDeleted("v-1"));
        CommandResult again = repeated(recorded, recorded.and().when(operator(violate("v-1"))));
        assertThat(again.eventIds())
                .containsExactly(NamedIds.event(Asked.CREATOR, 3), NamedIds.event(Asked.CREATOR, 4));
    }

    @Test
    void the_standing_and_what_may_be_sent_are_as_they_are_now() {
        Then joined = ONBOARDED.when(creator(join("mcn-3")));
        Then left = joined.and().when(creator(new LeaveMcn()).as("leave"));
        CommandResult again = repeated(joined, left.and().when(creator(join("mcn-3"))));
        assertThat(again.standing()).isEqualTo(left.result().standing());
        assertThat(again.allowedCommands()).isEqualTo(left.result().allowedCommands());
        assertThat(again.version()).isEqualTo(3);
    }

    @Test
    void what_was_accepted_without_an_event_is_remembered_too() {
        Then known = violated(1).when(operator(violate("v-1")));
        CommandResult again = repeated(known, known.and().when(operator(violate("v-1"))));
        assertThat(again.eventIds()).isEmpty();
        assertThat(again.code()).isNull();
    }

    @Test
    void a_refusal_stays() {
        Then refused = ONBOARDED.when(creator(join("mcn-3")).expecting(1)).rejected(VERSION_CONFLICT);
        CommandResult again =
                repeated(refused, refused.and().when(creator(join("mcn-3")).expecting(1)));
        assertThat(again.code()).isEqualTo(VERSION_CONFLICT);
        assertThat(again.message()).contains("VERSION_CONFLICT");
    }

    @Test
    void the_same_id_with_another_content_is_refused_and_the_first_is_kept() {
        Then joined = ONBOARDED.when(creator(join("mcn-3")));
        Then reused = joined.and().when(creator(join("mcn-4"))).rejected(COMMAND_ID_REUSED);
        assertThat(reused.outcome().changed()).isFalse();
        repeated(joined, reused.and().when(creator(join("mcn-3"))));
    }

    @Test
    void a_report_is_known_again_also_where_the_brokers_clock_was_set_back() {
        Then reported = ONBOARDED.when(operator(report(START)));
        repeated(reported, reported.and().after(Duration.ofHours(-1)).when(operator(report(START))));
    }

    @Test
    void the_latest_256_accepted_commands_are_known() {
        Given full = reports(ONBOARDED, CreatorState.MAX_ACCEPTED);
        assertThat(full.state().answers().accepted()).hasSize(CreatorState.MAX_ACCEPTED);
        Then first = full.after(days(1)).when(operator(report(START)).as("r-0"));
        assertThat(first.result().replayed()).isTrue();

        Given oneMore = full.after(days(1))
                .when(operator(report(START.plusSeconds(3_600))).as("new"))
                .and();
        assertThat(oneMore.state().answers().accepted()).hasSize(CreatorState.MAX_ACCEPTED);
        Then forgotten = oneMore.when(operator(report(START)).as("r-0")).then();
        assertThat(forgotten.result().replayed()).isFalse();
    }

    @Test
    void a_forgotten_violation_is_still_the_same() {
        Given later = reports(violated(1), CreatorState.MAX_ACCEPTED).after(days(1));
        assertThat(later.state().answers().to("v-1")).isEmpty();
        later.when(operator(violate("v-1")).as("v-1")).then();
    }

    @Test
    void of_refusals_the_latest_32_are_known_and_of_our_own_timers_none() {
        Given refused = ONBOARDED;
        for (int i = 0; i < 33; i++) {
            refused = refused.when(operator(overturn("v-1")).as("o-" + i)).and();
        }
        assertThat(refused.state().answers().refused()).hasSize(32);
        assertThat(refused.when(operator(overturn("v-1")).as("o-1")).result().replayed())
                .isTrue();
        assertThat(refused.when(operator(overturn("v-1")).as("o-0")).result().replayed())
                .isFalse();
        Asked somebodys = Asked.by(Role.TIMER, "cron-1", new LiftExpiredBan()).as("early");
        Given early = ONBOARDED.when(somebodys).rejected(NOT_DUE).and();
        assertThat(early.when(somebodys).result().replayed()).isTrue();
        assertThat(ONBOARDED
                        .when(timer(new LiftExpiredBan()))
                        .rejected(NOT_DUE)
                        .outcome()
                        .changed())
                .isFalse();
    }

    @Test
    void of_a_creator_that_is_not_known_nothing_is_kept() {
        assertThat(given().when(operator(approve()))
                        .rejected(UNKNOWN_CREATOR)
                        .outcome()
                        .changed())
                .isFalse();
        Then stranger = given().when(Asked.by(Role.CREATOR, "creator-8", apply(CreatorKind.CREATOR)));
        assertThat(stranger.rejected(NOT_A_PARTY).outcome().changed()).isFalse();
        assertThat(stranger.result().standing()).isNull();
        assertThat(stranger.result().status()).isNull();
        assertThat(stranger.result().version()).isZero();
    }

    /** So many reports, each newer than the one before. */
    private static Given reports(Given start, int count) {
        Given given = start.after(days(1));
        for (int i = 0; i < count; i++) {
            Then reported = given.when(operator(report(START.plusSeconds(i))).as("r-" + i));
            assertThat(reported.facts()).hasOnlyElementsOfType(AudienceReported.class);
            given = reported.and();
        }
        return given;
    }

    private static CommandResult repeated(Then first, Then again) {
        RejectionCode code = first.result().code();
        assertThat(again.result().replayed()).isTrue();
        assertThat(again.outcome().changed()).isFalse();
        assertThat(again.facts()).isEmpty();
        assertThat(again.result().code()).isEqualTo(code);
        assertThat(again.result().version()).isEqualTo(first.result().version());
        assertThat(again.result().eventIds()).isEqualTo(first.result().eventIds());
        return again.result();
    }
}
