package io.taskledger.settlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.TaskEvent.Attribution;
import java.time.LocalDate;

/** Given a task's last event, then this settlement: the language that the policy's tests are written in. */
record Settling(Settlement settlement) {

    static Given given(LastEvent last) {
        return new Given(last);
    }

    record Given(LastEvent last) {

        Settling then(Settlement.Type type, Rule rule) {
            Settlement settlement = SettlementPolicy.settle(last.envelope());
            assertThat(settlement.type()).isEqualTo(type);
            assertThat(settlement.quote().rule()).isEqualTo(rule);
            return new Settling(settlement);
        }

        void thenItDoesNotAddUp(String why) {
            assertThatThrownBy(() -> SettlementPolicy.settle(last.envelope()))
                    .isInstanceOf(DoesNotAddUp.class)
                    .hasMessageContainingAll(last.envelope().id(), last.taskId(), "version " + last.version(), why);
        }
    }

    Settling booked(Leg... legs) {
        assertThat(settlement.legs()).containsExactly(legs);
        return this;
    }

    Settling attributedTo(Attribution attribution) {
        assertThat(settlement.attributableTo()).isEqualTo(attribution);
        return this;
    }

    Settling onBusinessDate(String date) {
        assertThat(settlement.businessDate()).isEqualTo(LocalDate.parse(date));
        return this;
    }

    Settling explained(String zh, String en) {
        assertThat(settlement.explanation().zh()).isEqualTo(zh);
        assertThat(settlement.explanation().en()).isEqualTo(en);
        return this;
    }

    static Leg held(long amountMinor) {
        return new Leg(Account.CLIENT_HOLD, "client-7", Direction.DEBIT, amountMinor);
    }

    static Leg payable(String payee, long amountMinor) {
        return new Leg(Account.CREATOR_PAYABLE, payee, Direction.CREDIT, amountMinor);
    }

    static Leg refunded(long amountMinor) {
        return new Leg(Account.CLIENT_REFUND, "client-7", Direction.CREDIT, amountMinor);
    }
}
