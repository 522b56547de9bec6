package io.taskledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import java.util.Random;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** Written a second time, they must still be the same. */
final class IdsTest {

    @Test
    void keys_belong_where_javas_producer_puts_them() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = new byte[random.nextInt(70)];
            random.nextBytes(key);
            assertThat(Ids.partition(key, 12)).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % 12);
        }
    }

    @Test
    void ids_are_those_of_the_contract() {
        assertThat(Ids.event("task-42", 7)).isEqualTo(NamedIds.event(new TaskId("task-42"), 7));
        assertThat(Ids.settlement("task-42")).isEqualTo(NamedIds.settlement(new TaskId("task-42")));
        assertThat(Ids.result("task.commands", 3, 17)).isEqualTo(NamedIds.result("task.commands", 3, 17));
    }
}
