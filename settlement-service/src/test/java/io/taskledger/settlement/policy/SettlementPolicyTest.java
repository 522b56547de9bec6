package io.taskledger.settlement.policy;

import static io.taskledger.contract.Settlement.Type.COMPENSATION_DUE;
import static io.taskledger.contract.Settlement.Type.NOTHING_DUE;
import static io.taskledger.contract.Settlement.Type.PAYOUT_DUE;
import static io.taskledger.contract.TaskEvent.Basis.CONFIRMED;
import static io.taskledger.contract.TaskEvent.Basis.CROSS_REQUEST;
import static io.taskledger.contract.TaskEvent.Basis.DEEMED;
import static io.taskledger.contract.TaskEvent.Basis.DROPPED;
import static io.taskledger.contract.TaskEvent.Basis.RESOLVED;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;
import static io.taskledger.settlement.policy.LastEvent.cancelled;
import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static io.taskledger.settlement.policy.LastEvent.unaccepted;
import static io.taskledger.settlement.policy.Settling.given;
import static io.taskledger.settlement.policy.Settling.held;
import static io.taskledger.settlement.policy.Settling.payable;
import static io.taskledger.settlement.policy.Settling.refunded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.EventType;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.Trace;
import org.junit.jupiter.api.Test;

final class SettlementPolicyTest {

    @Test
    void client_cancelling_before_production_owes_nothing_by_R09() {
        given(cancelled(Cause.CLIENT, CONFIRMED, NOT_STARTED, 0, quote(Rule.R09, 0, 10_001)))
                .then(NOTHING_DUE, Rule.R09)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.CLIENT);
    }

    @Test
    void client_cancelling_before_an_upload_owes_nothing_by_D01() {
        given(cancelled(Cause.CLIENT, CONFIRMED, STARTED, 0, quote(Rule.D01, 0, 10_001)))
                .then(NOTHING_DUE, Rule.D01)
                .booked(held(10_001), refunded(10_001));
    }

    @Test
    void client_cancelling_after_an_upload_owes_half_rounded_up_by_R10_and_D10() {
        given(cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, quote(Rule.R10, 5_000, 10_001)))
                .then(COMPENSATION_DUE, Rule.R10)
                .booked(held(10_001), payable("creator-9", 5_001), refunded(5_000))
                .attributedTo(Attribution.CLIENT);
    }

    @Test
    void half_of_one_minor_unit_is_all_of_it_and_no_leg_is_zero() {
        given(cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, quote(Rule.R10, 5_000, 1)))
                .then(COMPENSATION_DUE, Rule.R10)
                .booked(held(1), payable("creator-9", 1));
    }

    @Test
    void creator_cancelling_gets_nothing_at_any_stage_by_R11() {
        given(cancelled(Cause.CREATOR, CONFIRMED, UPLOADED, 3, quote(Rule.R11, 0, 10_001)))
                .then(NOTHING_DUE, Rule.R11)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.CREATOR);
    }

    @Test
    void nobody_accepting_in_time_owes_nothing_by_R13_and_is_still_one_settlement_by_D20() {
        given(unaccepted(Cause.ACCEPTANCE_TIMEOUT, Attribution.PLATFORM, quote(Rule.R13, 0, 10_001)))
                .then(NOTHING_DUE, Rule.R13)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.PLATFORM);
    }

    @Test
    void dropping_a_crowd_task_owes_nothing_by_C01() {
        given(cancelled(Cause.CREATOR, DROPPED, STARTED, 0, quote(Rule.C01, 0, 10_001)))
                .then(NOTHING_DUE, Rule.C01)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.CREATOR);
    }

    @Test
    void withdrawing_an_offer_owes_nothing_by_D02() {
        given(unaccepted(Cause.WITHDRAWN, Attribution.CLIENT, quote(Rule.D02, 0, 10_001)))
                .then(NOTHING_DUE, Rule.D02)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.CLIENT);
    }

    @Test
    void declining_an_offer_owes_nothing_by_D02() {
        given(unaccepted(Cause.DECLINED, Attribution.CREATOR, quote(Rule.D02, 0, 10_001)))
                .then(NOTHING_DUE, Rule.D02)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.CREATOR);
    }

    @Test
    void operator_resolving_a_request_gives_his_rate_by_D06_and_the_requester_is_to_blame() {
        given(cancelled(Cause.CREATOR, RESOLVED, UPLOADED, 1, quote(Rule.D06, 3_333, 10_001)))
                .then(COMPENSATION_DUE, Rule.D06)
                .booked(held(10_001), payable("creator-9", 3_333), refunded(6_668))
                .attributedTo(Attribution.CREATOR);
    }

    @Test
    void operator_resolving_without_a_request_is_the_platforms_doing_by_D06() {
        given(cancelled(Cause.PLATFORM, RESOLVED, NOT_STARTED, 0, quote(Rule.D06, 0, 10_001)))
                .then(NOTHING_DUE, Rule.D06)
                .booked(held(10_001), refunded(10_001))
                .attributedTo(Attribution.PLATFORM);
    }

    @Test
    void operator_giving_all_leaves_no_refund() {
        given(cancelled(Cause.CLIENT, RESOLVED, STARTED, 0, quote(Rule.D06, 10_000, 10_001)))
                .then(COMPENSATION_DUE, Rule.D06)
                .booked(held(10_001), payable("creator-9", 10_001));
    }

    @Test
    void completing_pays_the_whole_amount() {
        Settling settled = given(completed(quote(Rule.COMPLETED, 10_000, 10_001)))
                .then(PAYOUT_DUE, Rule.COMPLETED)
                .booked(held(10_001), payable("creator-9", 10_001));
        assertThat(settled.settlement().attributableTo()).isNull();
        assertThat(settled.settlement().inputs()).isEqualTo(new Inputs("COMPLETED", null, null, 1));
    }

    @Test
    void both_sides_asking_settles_at_the_first_quote_and_is_mutual_by_D14() {
        given(cancelled(Cause.CLIENT, CROSS_REQUEST, UPLOADED, 1, quote(Rule.R10, 5_000, 10_001)))
                .then(COMPENSATION_DUE, Rule.R10)
                .booked(held(10_001), payable("creator-9", 5_001), refunded(5_000))
                .attributedTo(Attribution.MUTUAL);
    }

    @Test
    void silence_as_consent_settles_like_a_confirmation_by_D04() {
        Settling settled = given(cancelled(Cause.CLIENT, DEEMED, UPLOADED, 2, quote(Rule.R10, 5_000, 10_001)))
                .then(COMPENSATION_DUE, Rule.R10)
                .booked(held(10_001), payable("creator-9", 5_001), refunded(5_000))
                .attributedTo(Attribution.CLIENT);
        assertThat(settled.settlement().inputs()).isEqualTo(new Inputs("CLIENT", DEEMED, UPLOADED, 2));
    }

    @Test
    void whom_the_acceptance_named_is_paid_by_D18() {
        given(completed(quote(Rule.COMPLETED, 10_000, 10_001)).payee("mcn-3"))
                .then(PAYOUT_DUE, Rule.COMPLETED)
                .booked(held(10_001), payable("mcn-3", 10_001));
        given(cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, quote(Rule.R10, 5_000, 10_001))
                        .payee("mcn-3"))
                .then(COMPENSATION_DUE, Rule.R10)
                .booked(held(10_001), payable("mcn-3", 5_001), refunded(5_000));
    }

    @Test
    void business_date_changes_at_midnight_in_Shanghai_by_D25() {
        LastEvent last = completed(quote(Rule.COMPLETED, 10_000, 10_001));
        given(last.at("2026-11-22T15:59:59.999Z"))
                .then(PAYOUT_DUE, Rule.COMPLETED)
                .onBusinessDate("2026-11-22");
        given(last.at("2026-11-22T16:00:00.000Z"))
                .then(PAYOUT_DUE, Rule.COMPLETED)
                .onBusinessDate("2026-11-23");
    }

    @Test
    void id_follows_from_the_task_alone() {
        Settlement completed = SettlementPolicy.settle(
                completed(quote(Rule.COMPLETED, 10_000, 10_001)).envelope());
        Settlement dropped =
                SettlementPolicy.settle(cancelled(Cause.CREATOR, DROPPED, STARTED, 0, quote(Rule.C01, 0, 7))
                        .version(3)
                        .at("2027-01-01T00:00:00.000Z")
                        .envelope());
        assertThat(completed.id())
                .isEqualTo(dropped.id())
                .isEqualTo(NamedIds.of("task-42/settlement/1"))
                .isEqualTo("4339300e-d895-55f9-ae40-168cad83a9f0");
    }

    @Test
    void settlement_names_the_event_that_it_settles_and_passes_its_time_and_trace_on() {
        LastEvent last = completed(quote(Rule.COMPLETED, 10_000, 10_001)).version(9);
        Settlement settlement = SettlementPolicy.settle(last.envelope());
        assertThat(settlement.cause())
                .isEqualTo(new Settlement.Cause(last.envelope().id(), EventType.TASK_COMPLETED, 9));
        assertThat(settlement.time()).isEqualTo(last.time());
        assertThat(settlement.trace()).isEqualTo(new Trace("corr-1", null));
    }

    @Test
    void what_ends_nothing_is_not_settled() {
        LastEvent running = completed(quote(Rule.COMPLETED, 10_000, 1)).with(new ProductionStarted());
        assertThatThrownBy(() -> SettlementPolicy.settle(running.envelope()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PRODUCTION_STARTED");
    }
}
