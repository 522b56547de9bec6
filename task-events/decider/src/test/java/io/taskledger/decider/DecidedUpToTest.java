package io.taskledger.decider;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.Trace;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DecidedUpToTest {

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore(DecidedUpTo.STORE).get();

    @Test
    void nothing_is_decided_at_first() {
        assertThat(decided("topic-a").covers(0)).isFalse();
    }

    @Test
    void what_was_decided_is_known_after_a_restart() {
        decided("topic-a").advance(41);
        assertThat(decided("topic-a").covers(41)).isTrue();
        assertThat(decided("topic-a").covers(42)).isFalse();
    }

    @Test
    void offsets_of_a_topic_made_anew_or_of_another_partition_begin_anew() {
        decided("topic-a").advance(41);
        assertThat(decided("topic-b").covers(0)).isFalse();
        assertThat(new DecidedUpTo(store, "topic-a", 4).covers(0)).isFalse();
    }

    @Test
    void events_teach_where_their_commands_stood() {
        DecidedUpTo decided = decided("topic-a");
        decided.learn(eventCausedAt("topic-a/3/7"));
        decided.learn(eventCausedAt("topic-a/3/5"));
        decided.learn(eventCausedAt("topic-gone/3/99"));
        decided.learn(eventCausedAt("topic-a/33/98"));
        decided.learn(eventCausedAt(null));
        assertThat(decided.covers(7)).isTrue();
        assertThat(decided.covers(8)).isFalse();
        assertThat(decided("topic-a").covers(7)).isTrue();
    }

    private DecidedUpTo decided(String topicId) {
        return new DecidedUpTo(store, topicId, 3);
    }

    private static EventEnvelope eventCausedAt(@Nullable String commandPosition) {
        return new EventEnvelope(
                new TaskId("t-1"),
                3,
                Instant.EPOCH,
                "c-3",
                Trace.NONE,
                0,
                commandPosition,
                Actor.CLOCK,
                Channel.SYSTEM,
                new ProductionStarted());
    }
}
