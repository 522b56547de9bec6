package io.taskledger.engine.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

final class DecidedUpToTest {

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore(PartitionStores.DECIDED_UP_TO).get();

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
        decided.learn("topic-a/3/7");
        decided.learn("topic-a/3/5");
        decided.learn("topic-gone/3/99");
        decided.learn("topic-a/33/98");
        decided.learn(null);
        assertThat(decided.covers(7)).isTrue();
        assertThat(decided.covers(8)).isFalse();
        assertThat(decided("topic-a").covers(7)).isTrue();
    }

    private DecidedUpTo decided(String topicId) {
        return new DecidedUpTo(store, topicId, 3);
    }
}
