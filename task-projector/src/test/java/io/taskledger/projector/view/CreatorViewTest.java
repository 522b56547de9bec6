package io.taskledger.projector.view;

import static io.taskledger.projector.view.CreatorStory.applied;
import static io.taskledger.projector.view.CreatorStory.approved;
import static io.taskledger.projector.view.CreatorStory.banned;
import static io.taskledger.projector.view.CreatorStory.bannedForGood;
import static io.taskledger.projector.view.CreatorStory.envelope;
import static io.taskledger.projector.view.CreatorStory.overturned;
import static io.taskledger.projector.view.CreatorStory.postDeleted;
import static io.taskledger.projector.view.CreatorStory.reported;
import static io.taskledger.projector.view.CreatorStory.time;
import static io.taskledger.projector.view.CreatorStory.violated;
import static io.taskledger.projector.view.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CreatorViewTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void creator_that_applied_shows_what_it_said() {
        assertThat(after(applied()))
                .isEqualTo(new CreatorView(
                        "creator-9", 1, CreatorStatus.APPLIED, applied().application(), null, List.of(), null, START));
        assertThat(after(applied()).followers()).isEqualTo(1_200);
    }

    @Test
    void review_moves_it_on_and_a_new_application_takes_the_place_of_a_rejected_one() {
        assertThat(after(applied(), approved()).status()).isEqualTo(CreatorStatus.ONBOARDED);
        assertThat(after(applied(), rejected()).status()).isEqualTo(CreatorStatus.REJECTED);
        CreatorView again = after(applied(), rejected(), applied(CreatorKind.STAR, 7));
        assertThat(again.status()).isEqualTo(CreatorStatus.APPLIED);
        assertThat(again.application().kind()).isEqualTo(CreatorKind.STAR);
        assertThat(again.followers()).isEqualTo(7);
        assertThat(again.version()).isEqualTo(3);
        assertThat(again.updatedAt()).isEqualTo(time(3));
    }

    @Test
    void what_the_platform_counted_goes_before_what_the_creator_says() {
        CreatorView reported = after(applied(), reported(5_000, 300, START));
        assertThat(reported.followers()).isEqualTo(5_000);
        assertThat(Objects.requireNonNull(reported.audience()).averagePlays()).isEqualTo(300);
        CreatorView again =
                after(applied(), reported(5_000, 300, START), rejected(), applied(CreatorKind.CREATOR, 1_000_000));
        assertThat(again.followers()).isEqualTo(5_000);
    }

    @Test
    void member_is_shown_until_it_leaves() {
        McnId mcn = new McnId("mcn-3");
        assertThat(after(applied(), approved(), new McnJoined(mcn)).mcnId()).isEqualTo("mcn-3");
        assertThat(after(applied(), approved(), new McnJoined(mcn), new McnLeft(mcn))
                        .mcnId())
                .isNull();
    }

    @Test
    void deleted_post_is_no_ban() {
        CreatorView view = after(applied(), violated(1), postDeleted());
        assertThat(view.bans()).isEmpty();
        assertThat(view.bannedUntil()).isNull();
        assertThat(view.version()).isEqualTo(3);
    }

    @Test
    void of_several_bans_the_later_end_holds() {
        CreatorView view = after(
                applied(), violated(2), banned(2, START, WEEK), violated(3), banned(3, START, WEEK.multipliedBy(12)));
        assertThat(view.bans())
                .containsExactly(
                        new Ban(new ViolationId("v-2"), START, START.plus(WEEK)),
                        new Ban(new ViolationId("v-3"), START, START.plus(WEEK.multipliedBy(12))));
        assertThat(view.bannedUntil()).isEqualTo(START.plus(WEEK.multipliedBy(12)));
        assertThat(after(applied(), bannedForGood(4, START), banned(2, START, WEEK))
                        .bannedUntil())
                .isEqualTo(CreatorView.FOR_GOOD);
    }

    @Test
    void overturned_violation_takes_its_own_ban_away_and_no_other() {
        CreatorView view = after(applied(), banned(2, START, WEEK), bannedForGood(4, START), overturned(4));
        assertThat(view.bannedUntil()).isEqualTo(START.plus(WEEK));
        assertThat(after(applied(), banned(2, START, WEEK), overturned(2)).bannedUntil())
                .isNull();
    }

    @Test
    void ban_that_ran_out_stays_among_those_that_count() {
        CreatorView view = after(applied(), banned(2, START, WEEK), new BanLifted(LiftCause.EXPIRED));
        assertThat(view.bans()).hasSize(1);
        assertThat(view.version()).isEqualTo(3);
    }

    @Test
    void event_that_is_not_the_next_one_is_a_gap() {
        CreatorView view = after(applied());
        assertGap(view, envelope("creator-9", 3, approved()), "version 3", "version 2 was due");
        assertGap(view, envelope("creator-9", 1, applied()), "version 1", "version 2 was due");
        assertGap(null, envelope("creator-9", 1, approved()), "Creator creator-9", "ONBOARDING_APPROVED");
        assertGap(null, envelope("creator-9", 2, applied()), "version 1 was due");
    }

    private static OnboardingRejected rejected() {
        return new OnboardingRejected(new Findings(new CaseRef("case-1"), List.of(Finding.ACCOUNT_NAME), null));
    }

    private static void assertGap(@Nullable CreatorView before, CreatorEventEnvelope event, String... said) {
        assertThatThrownBy(() -> CreatorView.fold(before, event))
                .isInstanceOf(Gap.class)
                .hasMessageContainingAll(said);
    }

    private static CreatorView after(CreatorEvent... events) {
        CreatorView view = null;
        for (CreatorEventEnvelope event : CreatorStory.of("creator-9", events)) {
            view = CreatorView.fold(view, event);
        }
        return Objects.requireNonNull(view);
    }
}
