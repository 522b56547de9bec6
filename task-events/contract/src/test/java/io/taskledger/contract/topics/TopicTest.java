package io.taskledger.contract.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TopicTest {

    @ParameterizedTest
    @CsvSource({
        "task.commands,         delete,  1209600000, LogAppendTime, 262144",
        "task.results,          delete,  1209600000, CreateTime,    262144",
        "task.events,           delete,  -1,         LogAppendTime, 262144",
        "settlement.events,     delete,  -1,         LogAppendTime, 262144",
        "notification.requests, delete,  604800000,  CreateTime,    262144",
        "task.commands-dlt,     delete,  7776000000, CreateTime,    1048576",
        "creator.commands,      delete,  1209600000, LogAppendTime, 262144",
        "creator.results,       delete,  1209600000, CreateTime,    262144",
        "creator.events,        delete,  -1,         LogAppendTime, 262144",
        "creator.standing,      compact, -1,         CreateTime,    262144",
        "creator.commands-dlt,  delete,  7776000000, CreateTime,    1048576"
    })
    void is_set_up_as_the_contract_says(
            String name, String cleanup, String retentionMs, String timestampType, String maxBytes) {
        assertThat(topic(name).create(12, (short) 3).configs())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cleanup.policy", cleanup,
                        "retention.ms", retentionMs,
                        "retention.bytes", "-1",
                        "message.timestamp.type", timestampType,
                        "max.message.bytes", maxBytes,
                        "min.insync.replicas", "2",
                        "unclean.leader.election.enable", "false"));
    }

    @Test
    void there_are_no_others() {
        assertThat(Topic.values()).hasSize(11);
    }

    @ParameterizedTest
    @EnumSource
    void one_broker_alone_is_in_sync_with_itself(Topic topic) {
        NewTopic created = topic.create(12, (short) 1);
        assertThat(created.numPartitions()).isEqualTo(12);
        assertThat(created.replicationFactor()).isEqualTo((short) 1);
        assertThat(created.configs()).containsEntry("min.insync.replicas", "1");
    }

    /** Kafka's own test values of murmur2, of which the sign bit is dropped. */
    @ParameterizedTest
    @CsvSource({"21, -973932308", "foobar, -790332482", "a-little-bit-long-string, -985981536"})
    void a_key_belongs_where_Javas_producer_puts_it(String key, int murmur2) {
        assertThat(KeyPartition.of(key.getBytes(UTF_8), 12)).isEqualTo((murmur2 & 0x7fff_ffff) % 12);
    }

    private static Topic topic(String name) {
        return Stream.of(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
