package io.taskledger.contract.topics;

import static io.taskledger.contract.topics.Topic.COMMANDS;
import static io.taskledger.contract.topics.Topic.CREATOR_STANDING;
import static io.taskledger.contract.topics.Topic.EVENTS;
import static io.taskledger.contract.topics.Topic.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.topics.TopicCheck.WrongTopic;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TopicCheckIT {

    private static final short ONE = 1;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final Set<String> created = new HashSet<>();

    @AfterEach
    void delete_topics() throws Exception {
        try (Admin admin = BROKER.admin()) {
            admin.deleteTopics(created).all().get();
        }
    }

    @Test
    void topics_as_they_must_be_are_known_by_their_ids() throws Exception {
        create(Stream.of(Topic.values()).map(topic -> topic.create(3, ONE)).toArray(NewTopic[]::new));
        TopicCheck check = check(EnumSet.allOf(Topic.class), ONE);
        assertThat(check.partitions()).isEqualTo(3);
        assertThat(check.ids().keySet()).containsExactlyInAnyOrder(Topic.values());
        assertThat(Set.copyOf(check.ids().values())).hasSize(Topic.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact",
        "retention.ms, 604800000",
        "retention.bytes, 1000000",
        "message.timestamp.type, CreateTime",
        "max.message.bytes, 1048588",
        "min.insync.replicas, 2",
        "unclean.leader.election.enable, true"
    })
    void a_wrong_setting_is_refused_with_topic_setting_and_what_it_must_be(String setting, String wrong)
            throws Exception {
        create(with(EVENTS, setting, wrong));
        String right = EVENTS.create(1, ONE).configs().get(setting);
        assertThatThrownBy(() -> check(Set.of(EVENTS), ONE))
                .isInstanceOf(WrongTopic.class)
                .hasMessage("Refusing to start. Topic task.events has " + setting + "=" + wrong + ", but must have "
                        + right + ".");
    }

    @ParameterizedTest
    @EnumSource
    void no_topic_goes_unchecked(Topic topic) throws Exception {
        create(with(topic, "cleanup.policy", "compact,delete"));
        assertThatThrownBy(() -> check(Set.of(topic), ONE))
                .hasMessageContaining("Topic " + topic.topicName() + " has cleanup.policy=compact,delete");
    }

    @Test
    void what_is_to_be_compacted_must_not_be_deleted() throws Exception {
        create(with(CREATOR_STANDING, "cleanup.policy", "delete"));
        assertThatThrownBy(() -> check(Set.of(CREATOR_STANDING), ONE))
                .hasMessage("Refusing to start. Topic creator.standing has cleanup.policy=delete, but must have"
                        + " compact.");
    }

    @Test
    void keeping_longer_is_fine_and_for_ever_too() throws Exception {
        create(with(COMMANDS, "retention.ms", "-1"), with(RESULTS, "retention.ms", "99999999999"));
        assertThat(check(Set.of(COMMANDS, RESULTS), ONE).partitions()).isEqualTo(1);
    }

    @Test
    void keeping_too_short_is_refused() throws Exception {
        create(with(COMMANDS, "retention.ms", "1209599999"));
        assertThatThrownBy(() -> check(Set.of(COMMANDS), ONE))
                .hasMessageContaining("task.commands has retention.ms=1209599999, but must have 1209600000");
    }

    @Test
    void too_few_replicas_are_refused() throws Exception {
        create(with(EVENTS, "min.insync.replicas", "2"));
        assertThatThrownBy(() -> check(Set.of(EVENTS), (short) 3))
                .hasMessage("Refusing to start. Topic task.events has replication 1, but must have 3.");
    }

    @Test
    void different_numbers_of_partitions_are_refused() throws Exception {
        create(COMMANDS.create(1, ONE), EVENTS.create(2, ONE));
        assertThatThrownBy(() -> check(Set.of(COMMANDS, EVENTS), ONE))
                .isInstanceOf(WrongTopic.class)
                .hasMessageContaining("one number of partitions", "1=[task.commands]", "2=[task.events]");
    }

    @Test
    void everything_wrong_is_said_at_once() throws Exception {
        create(with(EVENTS, "cleanup.policy", "compact"));
        assertThatThrownBy(() -> check(Set.of(COMMANDS, EVENTS), ONE))
                .isInstanceOf(WrongTopic.class)
                .hasMessageContaining("Topic task.commands does not exist.")
                .hasMessageContaining("Topic task.events has cleanup.policy=compact, but must have delete.");
    }

    private static NewTopic with(Topic topic, String setting, String value) {
        NewTopic made = topic.create(1, ONE);
        Map<String, String> settings = new HashMap<>(made.configs());
        settings.put(setting, value);
        return made.configs(settings);
    }

    private void create(NewTopic... topics) throws Exception {
        BROKER.create(List.of(topics));
        Stream.of(topics).map(NewTopic::name).forEach(created::add);
    }

    private static TopicCheck check(Set<Topic> topics, short replication) throws Exception {
        try (Admin admin = BROKER.admin()) {
            return TopicCheck.run(admin, topics, replication);
        }
    }
}
