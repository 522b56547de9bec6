package io.taskledger.engine.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

final class DeciderMetersTest {

    @Test
    void two_deciders_in_one_process_each_tell_of_their_own_deadlines() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new DeciderMeters("task", registry).deadlines(3, store());
        new DeciderMeters("creator", registry).deadlines(3, store());
        assertThat(registry.find("taskledger.deadlines.waiting").gauges())
                .extracting(gauge -> gauge.getId().getTag("of"))
                .containsExactlyInAnyOrder("task", "creator");
    }

    private static KeyValueStore<Bytes, byte[]> store() {
        return Stores.inMemoryKeyValueStore("deadlines").get();
    }
}
