package io.taskledger.contract.topics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.CommandReading;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document says the same as the code; whether it is valid at all, asyncapi/check.mjs says. */
final class AsyncApiTest {

    private static final String DOCUMENT = "/io/taskledger/contract/asyncapi.yaml";

    private static JsonNode document = YAMLMapper.shared().nullNode();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = resource(DOCUMENT)) {
            document = YAMLMapper.shared().readTree(in);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_topic_is_a_channel_with_its_settings(Topic topic) {
        JsonNode kafka = channel(topic).at("/bindings/kafka");
        assertThat(kafka.path("topic").asString()).isEqualTo(topic.topicName());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(Topic.DEFAULT_PARTITIONS);
        assertThat(kafka.path("replicas").asInt()).isEqualTo(3);
        Map<String, String> settings = kafka.path("topicConfiguration")
                .propertyStream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isArray()
                                ? entry.getValue().path(0).asString()
                                : entry.getValue().asString()));
        assertThat(settings).isEqualTo(topic.settings((short) 3));
    }

    @Test
    void there_are_no_other_channels() {
        assertThat(document.path("channels")).hasSize(Topic.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void every_type_is_a_message_on_its_topic(Topic topic) {
        List<String> types = types(topic);
        List<String> names = channel(topic)
                .path("messages")
                .propertyStream()
                .map(message -> message.getValue().path("$ref").asString())
                .map(ref -> document.at(ref.substring(1)).path("name").asString())
                .toList();
        assertThat(names).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void every_message_points_to_the_schema_of_its_type() {
        Stream.of(Topic.values())
                .flatMap(topic -> types(topic).stream())
                .filter(type -> !type.equals("DeadLetter"))
                .forEach(type -> {
                    String name = type.split("\\.", -1)[1];
                    assertThat(document.at("/components/messages/" + name + "/payload/schema/$ref")
                                    .asString())
                            .isEqualTo("./schemas/" + type + ".json");
                });
    }

    @Test
    void every_cause_of_a_dead_letter_is_named() {
        List<String> causes = document.at("/components/messages/DeadLetter/headers/properties/taskledger-cause/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(causes)
                .containsExactlyElementsOf(
                        Stream.of(CommandReading.Cause.values()).map(Enum::name).toList());
    }

    private static List<String> types(Topic topic) {
        return switch (topic) {
            case COMMANDS ->
                Stream.of(CommandType.values()).map(CommandType::typeName).toList();
            case RESULTS, CREATOR_RESULTS -> List.of(CommandResult.TYPE_NAME);
            case EVENTS ->
                Stream.of(EventType.values()).map(EventType::typeName).toList();
            case SETTLEMENTS ->
                Stream.of(Settlement.Type.values())
                        .map(Settlement.Type::typeName)
                        .toList();
            case NOTIFICATIONS -> List.of(Notification.TYPE_NAME);
            case DEAD_LETTERS, CREATOR_DEAD_LETTERS -> List.of("DeadLetter");
            case CREATOR_COMMANDS ->
                Stream.of(CreatorCommandType.values())
                        .map(CreatorCommandType::typeName)
                        .toList();
            case CREATOR_EVENTS ->
                Stream.of(CreatorEventType.values())
                        .map(CreatorEventType::typeName)
                        .toList();
            case CREATOR_STANDING -> List.of(CreatorStanding.TYPE_NAME);
        };
    }

    private static JsonNode channel(Topic topic) {
        return document.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asString().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(name), name);
    }
}
