package io.taskledger.creator.decision;

import static io.taskledger.creator.decision.Given.START;
import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Notification.Template;
import io.taskledger.contract.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told what. */
final class NotificationsTest {

    @Test
    void a_creator_is_told_that_it_may_take_orders() {
        Notification told = told(given(applied()), approved()).orElseThrow();
        assertThat(told.template()).isEqualTo(Template.ONBOARDING_APPROVED);
        assertThat(told.recipientRole()).isEqualTo(Role.CREATOR);
        assertThat(told.recipientId()).isEqualTo("creator-9");
        assertThat(told.subject()).isEqualTo(Asked.CREATOR);
        assertThat(told.params()).isEqualTo(Map.of("creatorId", "creator-9"));
        assertThat(told.eventId()).isEqualTo(NamedIds.event(Asked.CREATOR, 2));
        assertThat(told.id()).isEqualTo(NamedIds.of(told.eventId() + "/CREATOR/ONBOARDING_APPROVED"));
        assertThat(told.time()).isEqualTo(START);
        assertThat(told.text())
                .isEqualTo(
                        new Text("creator-9:入驻审核已通过,可以接单。", "creator-9: the review is passed; you may take orders."));
    }

    @Test
    void an_agency_is_told_in_its_own_back_office() {
        Notification told = told(given(applied(CreatorKind.MCN)), approved()).orElseThrow();
        assertThat(told.recipientRole()).isEqualTo(Role.MCN);
        assertThat(told.id()).isEqualTo(NamedIds.of(told.eventId() + "/MCN/ONBOARDING_APPROVED"));
    }

    @Test
    void a_rejection_says_what_is_wrong() {
        List<Finding> all = List.of(Finding.values());
        Notification told = told(given(applied()), new OnboardingRejected(new Findings(CASE, all, "secret")))
                .orElseThrow();
        assertThat(told.params()).containsEntry("findings", "IDENTITY, ACCOUNT_NAME, CONDITIONS");
        assertThat(told.text())
                .isEqualTo(
                        new Text(
                                "creator-9:入驻审核未通过(身份、账号名称、条件),修改后可重新申请。",
                                "creator-9: the review is not passed (identity, account name, conditions); you may apply again."));
    }

    @Test
    void a_sanction_says_which_step_and_until_when() {
        Given violated = given(applied(), recorded("v-1", 1));
        Notification deleted = told(violated, postDeleted("v-1")).orElseThrow();
        assertThat(deleted.params())
                .isEqualTo(
                        Map.of("creatorId", "creator-9", "measure", "POST_DELETED", "step", "1", "violationId", "v-1"));
        assertThat(deleted.text())
                .isEqualTo(new Text(
                        "creator-9:第 1 次违规(v-1),该帖已删除。", "creator-9: violation no. 1 (v-1). The post is deleted."));

        Notification banned =
                told(violated, banned("v-1", 2, START, START.plus(days(7)))).orElseThrow();
        assertThat(banned.params()).containsEntry("until", "2026-11-30T00:00:00.000Z");
        assertThat(banned.text())
                .isEqualTo(new Text(
                        "creator-9:第 2 次违规(v-1),封号至 2026-11-30T00:00:00.000Z,期间不能接单。",
                        "creator-9: violation no. 2 (v-1). You are banned until 2026-11-30T00:00:00.000Z and cannot take"
                                + " orders."));

        Notification forGood = told(violated, banned("v-1", 4, START, null)).orElseThrow();
        assertThat(forGood.params()).doesNotContainKey("until");
        assertThat(forGood.text())
                .isEqualTo(new Text(
                        "creator-9:第 4 次违规(v-1),永久封号,不能接单。",
                        "creator-9: violation no. 4 (v-1). You are banned for good and cannot take orders."));
    }

    @Test
    void what_is_taken_back_is_told_too() {
        Notification taken = told(violated(2), overturned("v-2", 1)).orElseThrow();
        assertThat(taken.params()).isEqualTo(Map.of("creatorId", "creator-9", "violationId", "v-2"));
        assertThat(taken.text())
                .isEqualTo(new Text(
                        "creator-9:违规 v-2 已撤销,不再计入。", "creator-9: violation v-2 is overturned and no longer counts."));

        Notification lifted =
                told(violated(2), new BanLifted(LiftCause.EXPIRED)).orElseThrow();
        assertThat(lifted.params()).isEqualTo(Map.of("cause", "EXPIRED", "creatorId", "creator-9"));
        assertThat(lifted.text()).isEqualTo(new Text("creator-9:封号已解除。", "creator-9: the ban is over."));
    }

    @Test
    void of_the_rest_nobody_is_told() {
        assertThat(told(given(), applied())).isEmpty();
        assertThat(told(violated(0), joined("mcn-3"))).isEmpty();
        assertThat(told(given(applied(), approved(), joined("mcn-3")), left("mcn-3")))
                .isEmpty();
        assertThat(told(violated(0), recorded("v-1", 1))).isEmpty();
        assertThat(told(violated(0), reported(START))).isEmpty();
    }

    private static Optional<Notification> told(Given before, CreatorEvent event) {
        CreatorEventEnvelope envelope = before.happening(event);
        return Notifications.of(envelope, before.state().apply(envelope).creator());
    }
}
