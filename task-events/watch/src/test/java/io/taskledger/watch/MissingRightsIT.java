package io.taskledger.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** What one group's records or offsets may not be asked for changes nothing of what is told of the others. */
final class MissingRightsIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension(Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true"));

    /** Of {@code open} all may be asked, of {@code unreadable} not the records, of {@code hidden} nothing. */
    @BeforeAll
    static void three_groups_that_lag() throws Exception {
        Map<String, Topic> read =
                Map.of("open", Topic.EVENTS, "unreadable", Topic.SETTLEMENTS, "hidden", Topic.COMMANDS);
        try (Admin admin = BROKER.admin()) {
            for (Map.Entry<String, Topic> one : read.entrySet()) {
                TopicPartition partition = new TopicPartition(one.getValue().topicName(), 0);
                BROKER.create(List.of(one.getValue().create(1, (short) 1)));
                BROKER.send(new ProducerRecord<>(partition.topic(), new byte[1]));
                admin.alterConsumerGroupOffsets(one.getKey(), Map.of(partition, new OffsetAndMetadata(0)))
                        .all()
                        .get();
            }
            // Where something is allowed, nothing else is.
            admin.createAcls(List.of(
                            acl(ResourceType.TOPIC, Topic.SETTLEMENTS.topicName(), AclPermissionType.ALLOW),
                            acl(ResourceType.GROUP, "hidden", AclPermissionType.DENY)))
                    .all()
                    .get();
        }
    }

    private static AclBinding acl(ResourceType type, String name, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.DESCRIBE, permission));
    }

    @Test
    void who_lacks_a_right_is_shown_as_far_as_it_can_be_and_the_others_as_ever() {
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(BROKER.bootstrapServers()));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Watch watch = new Watch(
                new WatchSettings(List.of("hidden", "unreadable", "open"), Duration.ofMillis(50)), kafka, meters);
        watch.start();
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(groups(meters, "kafka.consumergroup.lag")).containsExactlyInAnyOrder("unreadable", "open");
                assertThat(groups(meters, "taskledger.group.behind")).containsExactly("open");
            });
        } finally {
            watch.stop();
        }
    }

    private static Set<String> groups(SimpleMeterRegistry meters, String name) {
        return meters.find(name).gauges().stream()
                .map(gauge -> String.valueOf(gauge.getId().getTag("consumergroup")))
                .collect(Collectors.toSet());
    }
}
