package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.decider.decision.Asked.by;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.mcn;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Given.Then;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may take orders: reviewed creators that are not banned (F01, F02). A crowd task is for everybody. */
final class ReviewTest {

    private static final Given ORDER = given(published(TaskKind.ORDER));
    private static final Given CROWD = given(published(TaskKind.CROWD));
    private static final CreatorStanding BANNED = onboarded(ban("v-2", 0, 168L));

    @Test
    void f01_an_order_is_for_who_was_reviewed_and_the_acceptance_says_what_was_seen() {
        ORDER.reviewed(onboarded()).when(creator(accept())).then(acceptedSeeing(onboarded()));
        ORDER.reviewed(null).when(creator(accept())).rejected(CREATOR_NOT_ONBOARDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLIED", "REJECTED"})
    void f01_who_has_only_applied_or_was_rejected_takes_no_orders(CreatorStatus status) {
        ORDER.reviewed(standing(status)).when(creator(accept())).rejected(CREATOR_NOT_ONBOARDED);
        ORDER.open(standing(status)).when(creator(accept())).then(acceptedSeeing(standing(status)));
    }

    @Test
    void c01_a_crowd_task_needs_no_review_and_knows_no_ban() {
        CROWD.reviewed(null).when(creator(accept())).then(accepted());
        CROWD.reviewed(BANNED).when(creator(accept())).then(accepted());
        CROWD.reviewed(null).when(mcn(acceptFor("creator-9"))).then(acceptedByMcn());
    }

    @Test
    void f02_a_ban_bars_with_and_without_reviews_and_the_answer_says_until_when() {
        for (Given order : new Given[] {ORDER.reviewed(BANNED), ORDER.open(BANNED)}) {
            Then refused = order.when(creator(accept())).rejected(CREATOR_BANNED);
            assertThat(refused.result().bannedUntil()).isEqualTo(Given.START.plus(hours(168)));
            assertThat(refused.result().message()).contains("creator-9", "2026-11-30T00:00:00Z");
        }
    }

    @Test
    void f02_a_ban_counts_from_its_first_instant_up_to_its_end() {
        CreatorStanding later = onboarded(ban("v-2", 1, 2L));
        ORDER.reviewed(later)
                .after(hours(1).minusMillis(1))
                .when(creator(accept()))
                .then(acceptedSeeing(later));
        ORDER.reviewed(later).after(hours(1)).when(creator(accept())).rejected(CREATOR_BANNED);
        ORDER.reviewed(later)
                .after(hours(3).minusMillis(1))
                .when(creator(accept()))
                .rejected(CREATOR_BANNED);
        ORDER.reviewed(later).after(hours(3)).when(creator(accept())).then(acceptedSeeing(later));
    }

    @Test
    void f02_of_several_bans_the_latest_end_counts_and_for_good_is_the_latest() {
        CreatorStanding twice = onboarded(ban("v-2", 0, 168L), ban("v-3", 0, 2_160L));
        assertThat(ORDER.reviewed(twice).when(creator(accept())).result().bannedUntil())
                .isEqualTo(Given.START.plus(hours(2_160)));
        CreatorStanding forGood = onboarded(ban("v-2", 0, 168L), ban("v-4", 0, null), ban("v-3", 0, 2_160L));
        Then refused = ORDER.reviewed(forGood).when(creator(accept())).rejected(CREATOR_BANNED);
        assertThat(refused.result().bannedUntil()).isNull();
        assertThat(refused.result().message()).contains("for good");
    }

    @Test
    void f01_an_agency_acts_for_its_members_only() {
        ORDER.reviewed(onboarded()).when(mcn(acceptFor("creator-9"))).rejected(NOT_A_PARTY);
        ORDER.reviewed(memberOf("mcn-4")).when(mcn(acceptFor("creator-9"))).rejected(NOT_A_PARTY);
        ORDER.reviewed(null).when(mcn(acceptFor("creator-9"))).rejected(NOT_A_PARTY);
        Then accepted = ORDER.reviewed(memberOf("mcn-3")).when(mcn(acceptFor("creator-9")));
        accepted.then(seeing(acceptedByMcn(), memberOf("mcn-3")));
        ORDER.open(onboarded()).when(mcn(acceptFor("creator-9"))).then(seeing(acceptedByMcn(), onboarded()));
    }

    @Test
    void the_order_of_checks() {
        Given nothingKnown = ORDER.reviewed(null);
        nothingKnown.when(by(Role.MCN, "mcn-3", acceptFor("creator-8"))).rejected(NOT_INVITED);
        nothingKnown.when(mcn(acceptFor("creator-9")).expecting(9)).rejected(NOT_A_PARTY);
        nothingKnown.when(creator(accept()).expecting(9)).rejected(VERSION_CONFLICT);
        ORDER.reviewed(standing(CreatorStatus.APPLIED, ban("v-2", 0, 168L)))
                .when(creator(accept()))
                .rejected(CREATOR_NOT_ONBOARDED);
    }

    @Test
    void d23_running_tasks_go_on() {
        given(published(TaskKind.ORDER), accepted())
                .reviewed(BANNED)
                .when(creator(new StartProduction()))
                .then(new ProductionStarted());
    }

    @Test
    void a_refusal_for_a_ban_is_repeated_as_it_was_even_when_the_ban_is_over() {
        Then refused = ORDER.reviewed(BANNED).when(creator(accept())).rejected(CREATOR_BANNED);
        Then again = refused.and().reviewed(onboarded()).when(creator(accept())).rejected(CREATOR_BANNED);
        assertThat(again.result().replayed()).isTrue();
        assertThat(again.result().bannedUntil()).isEqualTo(refused.result().bannedUntil());
    }

    @Test
    void only_an_acceptance_asks_for_anybodys_standing() {
        assertThat(Review.concerned(creator(accept()).envelope())).hasValueSatisfying(this::isCreator9);
        assertThat(Review.concerned(mcn(acceptFor("creator-9")).envelope())).hasValueSatisfying(this::isCreator9);
        assertThat(Review.concerned(client(publish()).envelope())).isEmpty();
    }

    private void isCreator9(CreatorId creator) {
        assertThat(creator.value()).isEqualTo("creator-9");
    }

    private static TaskAccepted acceptedSeeing(CreatorStanding standing) {
        return seeing(accepted(), standing);
    }

    private static TaskAccepted seeing(TaskAccepted accepted, CreatorStanding standing) {
        return new TaskAccepted(accepted.creatorId(), accepted.mcnId(), accepted.payeeId(), standing.seen());
    }
}
