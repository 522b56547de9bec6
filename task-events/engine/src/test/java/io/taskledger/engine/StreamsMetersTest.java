package io.taskledger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

final class StreamsMetersTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("decider-tasks-changelog", 3);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamsMeters meters = new StreamsMeters(registry);

    @Test
    void one_state_is_marked() {
        meters.onChange(State.REBALANCING, State.CREATED);
        meters.onChange(State.RUNNING, State.REBALANCING);
        assertThat(state(State.RUNNING)).isEqualTo(1);
        assertThat(state(State.REBALANCING)).isZero();
        assertThat(registry.get("taskledger.streams.rebalances").counter().count())
                .isEqualTo(1);
    }

    @Test
    void restoring_store_says_how_much_remains() {
        meters.onRestoreStart(CHANGELOG, "tasks", 100, 1_100);
        assertThat(value("taskledger.restore.remaining.records")).isEqualTo(1_000);
        meters.onBatchRestored(CHANGELOG, "tasks", 699, 600);
        assertThat(value("taskledger.restore.remaining.records")).isEqualTo(400);
        assertThat(registry.get("taskledger.restored.records").counter().count())
                .isEqualTo(600);
        meters.onRestoreEnd(CHANGELOG, "tasks", 1_000);
        assertThat(value("taskledger.restore.remaining.records")).isZero();
    }

    private double state(State state) {
        return registry.get("taskledger.streams.state")
                .tag("state", state.name())
                .gauge()
                .value();
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }
}
