package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The description of the queries, for machines. */
final class OpenApiIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    @SuppressWarnings("NullAway.Init")
    private static JsonNode api;

    @BeforeAll
    static void read() {
        api = SHARED.projector().json("/v3/api-docs");
    }

    @Test
    void every_query_is_there_with_its_parameters() {
        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/tasks",
                        "/tasks/{taskId}",
                        "/tasks/{taskId}/events",
                        "/tasks/{taskId}/timeline",
                        "/tasks/{taskId}/stream",
                        "/stream",
                        "/creators",
                        "/creators/{creatorId}",
                        "/creators/{creatorId}/events",
                        "/counts",
                        "/settlements",
                        "/settlements/sums",
                        "/settlements/{settlementId}");
        assertThat(parameters("/tasks"))
                .containsExactlyInAnyOrder(
                        "clientId",
                        "creatorId",
                        "campaignId",
                        "status",
                        "kind",
                        "pending",
                        "endedFrom",
                        "endedTo",
                        "updatedSince",
                        "limit",
                        "cursor");
        assertThat(parameters("/tasks/{taskId}")).containsExactlyInAnyOrder("taskId", "minVersion", "version", "at");
        assertThat(parameters("/settlements"))
                .containsExactlyInAnyOrder(
                        "payeeId",
                        "clientId",
                        "businessDate",
                        "businessDateFrom",
                        "businessDateTo",
                        "type",
                        "rule",
                        "limit",
                        "cursor");
        assertThat(parameters("/creators"))
                .containsExactlyInAnyOrder(
                        "kind", "status", "mcnId", "banned", "minFollowers", "sort", "limit", "cursor");
        assertThat(parameters("/creators/{creatorId}")).containsExactlyInAnyOrder("creatorId", "minVersion");
        assertThat(parameters("/stream")).containsExactlyInAnyOrder("clientId", "Last-Event-ID");
    }

    private static List<String> parameters(String path) {
        return operation(path)
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private static JsonNode operation(String path) {
        return api.path("paths").path(path).path("get");
    }

    @Test
    void every_query_names_its_problems() {
        assertThat(operation("/tasks").path("responses").propertyNames()).containsExactly("200", "400", "401", "503");
        assertThat(operation("/tasks/{taskId}").path("responses").propertyNames())
                .containsExactly("200", "400", "401", "404", "409", "503");
        assertThat(operation("/tasks/{taskId}/stream").path("responses").propertyNames())
                .containsExactly("200", "400", "401", "404", "503");
        assertThat(operation("/stream").path("responses").propertyNames())
                .containsExactly("200", "400", "401", "403", "503");
        for (String path : api.path("paths").propertyNames()) {
            assertThat(operation(path).at("/responses/400/content").propertyNames())
                    .as(path)
                    .containsExactly("application/problem+json");
        }
        assertThat(operation("/tasks")
                        .at("/responses/503/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(api.at("/components/schemas/Problem/properties").propertyNames())
                .contains("detail", "version");
    }

    @Test
    void every_query_needs_a_token() {
        assertThat(api.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/components/securitySchemes/token/bearerFormat").asString())
                .isEqualTo("JWT");
        assertThat(api.at("/security/0").propertyNames()).containsExactly("token");
    }

    @Test
    void answers_have_their_fields() {
        assertThat(api.at("/components/schemas/Task/properties").propertyNames())
                .contains("taskId", "version", "pendingCancellation", "settlement", "allowedCommands", "updatedAt");
        assertThat(api.at("/components/schemas/Creator/properties").propertyNames())
                .contains("creatorId", "standing", "followers", "orders", "crowd", "updatedAt");
        assertThat(api.at("/components/schemas/TimelineEntry/properties").propertyNames())
                .contains("version", "time", "type", "actor", "channel", "changed", "commandId");
    }
}
