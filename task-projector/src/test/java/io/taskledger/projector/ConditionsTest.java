package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ConditionsTest {

    @Test
    void what_is_absent_is_no_condition() {
        Conditions none = new Conditions()
                .equal("a", null)
                .is("b", null)
                .atLeast("c", null)
                .below("d", null);
        assertThat(none.where()).isEmpty();
        assertThat(none.values()).isEmpty();
    }

    @Test
    void conditions_stand_in_the_order_of_their_values() {
        Conditions conditions = new Conditions()
                .equal("status", Status.ACCEPTED)
                .is("pending", false)
                .equal("client_id", "client-7")
                .atLeast("at_ms", Instant.ofEpochMilli(5))
                .below("at_ms", Instant.ofEpochMilli(9))
                .add("(at_ms, id) < (?, ?)", 7L, "x");
        assertThat(conditions.where())
                .isEqualTo(" where status = ? and not pending and client_id = ? and at_ms >= ? and at_ms < ?"
                        + " and (at_ms, id) < (?, ?)");
        assertThat(conditions.values()).containsExactly("ACCEPTED", "client-7", 5L, 9L, 7L, "x");
    }

    @Test
    void true_is_the_column_itself_so_that_a_partial_index_serves() {
        assertThat(new Conditions().is("pending", true).where()).isEqualTo(" where pending");
    }
}
