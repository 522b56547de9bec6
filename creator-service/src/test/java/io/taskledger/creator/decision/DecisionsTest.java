package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.creator.decision.Asked.creator;
import static io.taskledger.creator.decision.Asked.mcn;
import static io.taskledger.creator.decision.Asked.operator;
import static io.taskledger.creator.decision.Asked.timer;
import static io.taskledger.creator.decision.Given.START;
import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.creator.decision.Given.Then;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The creators' rules, one by one. */
final class DecisionsTest {
    private static final Given ONBOARDED = given(applied(), approved());
    private static final BanLifted EXPIRED = new BanLifted(LiftCause.EXPIRED);
    private static final BanLifted OVERTURNED = new BanLifted(LiftCause.OVERTURNED);

    @Nested
    final class Onboarding {
        @Test
        void a_creator_applies_and_is_reviewed() {
            Then asked = given().when(creator(apply(CreatorKind.STAR))).then(applied(CreatorKind.STAR));
            assertThat(asked.result().status()).isEqualTo(CreatorStatus.APPLIED);
            asked.and().when(operator(approve()).as("2")).then(approved());
            asked.and().when(operator(reject()).as("2")).then(rejected());
        }

        @Test
        void nobody_applies_for_somebody_else() {
            given().when(Asked.by(Role.CREATOR, "creator-8", apply(CreatorKind.CREATOR)))
                    .rejected(NOT_A_PARTY);
            given().when(mcn(apply(CreatorKind.MCN))).rejected(NOT_A_PARTY);
            given().when(operator(apply(CreatorKind.CREATOR))).rejected(NOT_PERMITTED);
        }

        @Test
        void who_was_rejected_may_apply_again_also_as_another_kind() {
            given(applied(), rejected())
                    .when(creator(apply(CreatorKind.STAR)))
                    .then(applied(CreatorKind.STAR))
                    .and()
                    .when(operator(approve()).as("2"))
                    .then(approved());
        }

        @Test
        void who_is_onboarded_stays_so() {
            ONBOARDED.when(creator(apply(CreatorKind.CREATOR))).rejected(WRONG_STATE);
            ONBOARDED.when(operator(reject())).rejected(WRONG_STATE);
        }

        @Test
        void a_new_application_takes_no_violation_away() {
            given(applied(), rejected(), recorded("v-1", 1), postDeleted("v-1"))
                    .and(applied())
                    .when(operator(violate("v-2")))
                    .then(recorded("v-2", 2), banned("v-2", 2, START, START.plus(days(7))));
        }
    }

    @Nested
    final class Membership {
        private static final Given MEMBER = given(applied(), approved(), joined("mcn-3"));

        @Test
        void a_creator_joins_and_leaves() {
            ONBOARDED
                    .when(creator(join("mcn-3")))
                    .then(joined("mcn-3"))
                    .and()
                    .when(creator(new LeaveMcn()).as("2"))
                    .then(left("mcn-3"))
                    .and()
                    .when(creator(join("mcn-4")).as("3"))
                    .then(joined("mcn-4"));
        }

        @Test
        void its_agency_may_let_it_go_and_no_other() {
            MEMBER.when(mcn(new LeaveMcn())).then(left("mcn-3"));
            MEMBER.when(Asked.by(Role.MCN, "mcn-4", new LeaveMcn())).rejected(NOT_A_PARTY);
            MEMBER.when(Asked.by(Role.CREATOR, "creator-8", new LeaveMcn())).rejected(NOT_A_PARTY);
        }

        @Test
        void the_same_agency_again_is_no_news() {
            MEMBER.when(creator(join("mcn-3"))).then();
        }

        @Test
        void a_member_of_one_cannot_join_another() {
            MEMBER.when(creator(join("mcn-4"))).rejected(ALREADY_MEMBER);
        }

        @Test
        void who_is_no_member_cannot_leave() {
            ONBOARDED.when(creator(new LeaveMcn())).rejected(NOT_A_MEMBER);
            ONBOARDED.when(mcn(new LeaveMcn())).rejected(NOT_A_PARTY);
            given(applied()).when(creator(new LeaveMcn())).rejected(NOT_A_MEMBER);
        }

        @Test
        void an_agency_joins_none() {
            given(applied(CreatorKind.MCN), approved())
                    .when(creator(join("mcn-3")))
                    .rejected(WRONG_STATE);
        }
    }

    @Nested
    final class TheLadder {
        @Test
        void goes_up_with_every_violation() {
            violated(0).when(operator(violate("v-1"))).then(recorded("v-1", 1), postDeleted("v-1"));
            violated(1)
                    .when(operator(violate("v-2")))
                    .then(recorded("v-2", 2), banned("v-2", 2, START, START.plus(days(7))));
            violated(2)
                    .when(operator(violate("v-3")))
                    .then(recorded("v-3", 3), banned("v-3", 3, START, Instant.parse("2027-02-23T00:00:00Z")));
            violated(3).when(operator(violate("v-4"))).then(recorded("v-4", 4), banned("v-4", 4, START, null));
            violated(4).when(operator(violate("v-5"))).then(recorded("v-5", 5), banned("v-5", 5, START, null));
        }

        /** 23:30 UTC is the next day there; a month without that day ends on its last. */
        @ParameterizedTest
        @CsvSource({
            "2026-11-23T00:00:00.120Z, 2027-02-23T00:00:00.120Z",
            "2026-11-29T23:30:00.000Z, 2027-02-27T23:30:00.000Z",
            "2026-11-28T15:59:59.999Z, 2027-02-28T15:59:59.999Z",
            "2026-11-30T15:59:59.999Z, 2027-02-28T15:59:59.999Z",
            "2026-11-30T16:00:00.000Z, 2027-02-28T16:00:00.000Z",
            "2027-11-30T00:00:00.000Z, 2028-02-29T00:00:00.000Z",
            "2027-02-28T16:00:00.000Z, 2027-05-31T16:00:00.000Z"
        })
        void three_months_are_those_of_the_calendar_in_Shanghai(String from, String until) {
            Instant at = Instant.parse(from);
            violated(2)
                    .at(at)
                    .when(operator(violate("v-3")))
                    .then(recorded("v-3", 3), banned("v-3", 3, at, Instant.parse(until)));
        }

        @Test
        void the_same_violation_again_is_no_news_whatever_became_of_it() {
            violated(2).when(operator(violate("v-1"))).then();
            Given taken = violated(2).when(operator(overturn("v-1"))).and();
            taken.when(operator(violate("v-1")).as("again")).then();
        }

        @Test
        void the_count_never_resets() {
            violated(2)
                    .after(days(4_000))
                    .when(operator(violate("v-3")))
                    .then(
                            recorded("v-3", 3),
                            banned("v-3", 3, START.plus(days(4_000)), Instant.parse("2038-02-05T00:00:00Z")));
        }

        @Test
        void a_hundred_violations_are_enough() {
            violated(99)
                    .when(operator(violate("v-100")))
                    .then(recorded("v-100", 100), banned("v-100", 100, START, null));
            violated(100).when(operator(violate("v-101"))).rejected(LIMIT_EXCEEDED);
            violated(100).when(operator(violate("v-100")).as("again")).then();
        }

        @Test
        void it_needs_no_review() {
            given(applied()).when(operator(violate("v-1"))).then(recorded("v-1", 1), postDeleted("v-1"));
            given(applied(), rejected()).when(operator(violate("v-1"))).then(recorded("v-1", 1), postDeleted("v-1"));
        }
    }

    @Nested
    final class Overturning {
        @Test
        void a_deleted_post_lifts_no_ban() {
            violated(1).when(operator(overturn("v-1"))).then(overturned("v-1", 0));
        }

        @Test
        void ends_the_ban_that_ran_because_of_it() {
            violated(2).when(operator(overturn("v-2"))).then(overturned("v-2", 1), OVERTURNED);
            violated(4)
                    .when(operator(overturn("v-4")))
                    .then(overturned("v-4", 3))
                    .and()
                    .when(operator(overturn("v-3")).as("2"))
                    .then(overturned("v-3", 2))
                    .and()
                    .when(operator(overturn("v-2")).as("3"))
                    .then(overturned("v-2", 1), OVERTURNED);
        }

        @Test
        void changes_no_other_sanction_but_the_next_violation_counts_fewer() {
            violated(3)
                    .when(operator(overturn("v-1")))
                    .then(overturned("v-1", 2))
                    .and()
                    .when(operator(violate("v-4")).as("2"))
                    .then(recorded("v-4", 3), banned("v-4", 3, START, Instant.parse("2027-02-23T00:00:00Z")));
        }

        @Test
        void at_the_end_of_a_ban_there_is_none_left_to_lift() {
            violated(2)
                    .after(days(7).minusMillis(1))
                    .when(operator(overturn("v-2")))
                    .then(overturned("v-2", 1), OVERTURNED);
            violated(2).after(days(7)).when(operator(overturn("v-2"))).then(overturned("v-2", 1));
        }

        @Test
        void twice_is_once() {
            Given once = violated(2).when(operator(overturn("v-2"))).and();
            once.when(operator(overturn("v-2")).as("again")).then();
        }

        @Test
        void needs_a_violation() {
            violated(2).when(operator(overturn("v-3"))).rejected(UNKNOWN_VIOLATION);
        }
    }

    @Nested
    final class Lifting {
        private final Asked lift = timer(new LiftExpiredBan());

        @Test
        void is_due_at_the_end() {
            violated(2).after(days(7).minusMillis(1)).when(lift).rejected(NOT_DUE);
            Then lifted = violated(2).after(days(7)).when(lift).then(EXPIRED);
            lifted.and().when(timer(new LiftExpiredBan()).as("again")).rejected(NOT_DUE);
        }

        @Test
        void waits_for_the_latest_end_and_lifts_all_at_once() {
            violated(3).after(days(30)).when(lift).rejected(NOT_DUE);
            Instant end = Instant.parse("2027-02-23T00:00:00Z");
            assertThat(violated(3).state().liftDueAt()).isEqualTo(end);
            violated(3).at(end).when(lift).then(EXPIRED);
        }

        @Test
        void of_what_is_for_good_is_never_due() {
            violated(4).after(days(40_000)).when(lift).rejected(NOT_DUE);
            violated(1).after(days(40_000)).when(lift).rejected(NOT_DUE);
            assertThat(violated(4).state().liftDueAt()).isNull();
        }

        @Test
        void follows_an_earlier_ban_once_the_later_one_is_overturned() {
            Given left = violated(3)
                    .when(operator(overturn("v-3")))
                    .then(overturned("v-3", 2))
                    .and();
            left.after(days(7)).when(lift.as("lift")).then(EXPIRED);
        }

        /** The first ban ran out while the second ran; the second is overturned: the creator was told that it is free. */
        @Test
        void is_not_due_for_what_was_over_when_a_ban_was_lifted_by_overturning() {
            Given lifted = violated(3)
                    .after(days(30))
                    .when(operator(overturn("v-3")))
                    .then(overturned("v-3", 2), OVERTURNED)
                    .and();
            lifted.when(lift.as("lift")).rejected(NOT_DUE);
        }

        @Test
        void is_due_again_for_a_later_ban() {
            Given lifted = violated(2).after(days(7)).when(lift).then(EXPIRED).and();
            lifted.after(days(8))
                    .when(operator(violate("v-3")).as("3"))
                    .and()
                    .after(days(100))
                    .when(lift.as("again"))
                    .then(EXPIRED);
        }
    }

    @Nested
    final class AudienceReports {
        @Test
        void a_newer_one_holds_and_an_older_one_changes_nothing() {
            Given reported = ONBOARDED.and(Words.reported(START));
            reported.after(days(1)).when(operator(report(START))).then();
            reported.after(days(1)).when(operator(report(START.minusMillis(1)))).then();
            reported.after(days(1))
                    .when(operator(report(START.plusMillis(1))))
                    .then(Words.reported(START.plusMillis(1)));
        }

        @Test
        void one_from_the_future_is_refused_and_not_remembered() {
            ONBOARDED.when(operator(report(START))).then(Words.reported(START));
            Then refused = ONBOARDED.when(operator(report(START.plusMillis(1)))).rejected(INVALID_COMMAND);
            assertThat(refused.outcome().changed()).isFalse();
            refused.and()
                    .after(days(1))
                    .when(operator(report(START.plusMillis(1))))
                    .then(Words.reported(START.plusMillis(1)));
        }
    }
}
