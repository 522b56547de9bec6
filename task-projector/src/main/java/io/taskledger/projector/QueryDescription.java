package io.taskledger.projector;

import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queries as OpenAPI 3.1: what the code does not say by itself. */
@Configuration(proxyBeanMethods = false)
class QueryDescription {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Taskledger")
                        .version("1")
                        .description(
                                "Every task as it stands, what happened to it, and what was settled. Amounts are in the"
                                        + " currency's minor unit, times in UTC. Errors are RFC 9457 problem details."))
                .components(new Components()
                        .addSchemas(PROBLEM, problem())
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("sub is the party's id, role what it is: CLIENT, CREATOR, MCN,"
                                                + " OPERATOR, FINANCE")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    private static Schema<?> problem() {
        return schema("object")
                .addProperty("title", schema("string"))
                .addProperty("status", schema("integer"))
                .addProperty("detail", schema("string").description("What to change, or when to ask again"))
                .addProperty("instance", schema("string"))
                .addProperty("version", schema("integer").description("With 409: what the view has"));
    }

    private static Schema<?> schema(String type) {
        return new JsonSchema().types(Set.of(type));
    }

    /** Which problems a query may answer with, follows from what it takes. */
    @Bean
    OperationCustomizer problems() {
        return (operation, method) -> {
            Set<String> takes = operation.getParameters().stream()
                    .map(parameter -> parameter.getIn() + " " + parameter.getName())
                    .collect(Collectors.toSet());
            ApiResponses responses = operation.getResponses();
            add(responses, "400", "A parameter is unknown, missing, there twice, or not what it must be");
            add(responses, "401", "There is no token, or not a good one: see WWW-Authenticate");
            if (takes.containsAll(Set.of("header Last-Event-ID", "query clientId"))) {
                add(responses, "403", "It is somebody else's");
            }
            if (takes.stream().anyMatch(parameter -> parameter.startsWith("path "))) {
                add(responses, "404", "The view has none, or none that is the asker's");
            }
            if (takes.contains("query minVersion")) {
                add(responses, "409", "The view has not got there in time");
            }
            add(responses, "503", "Too many ask, the query took too long, or the database is away: see Retry-After");
            return operation;
        };
    }

    private static void add(ApiResponses responses, String code, String description) {
        MediaType json = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        responses.addApiResponse(
                code,
                new ApiResponse()
                        .description(description)
                        .content(new Content().addMediaType(APPLICATION_PROBLEM_JSON_VALUE, json)));
    }
}
