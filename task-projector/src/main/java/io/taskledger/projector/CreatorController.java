package io.taskledger.projector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.taskledger.projector.TaskReader.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What may be asked about creators. */
@RestController
@Tag(name = "Creators")
class CreatorController {

    private final CreatorReader reader;
    private final VersionWait wait;

    CreatorController(CreatorReader reader, VersionWait wait) {
        this.reader = reader;
        this.wait = wait;
    }

    @Operation(summary = "One creator: who it is, whether it may take orders, and what its tasks have come to")
    @GetMapping(path = "/creators/{creatorId}", produces = MediaType.APPLICATION_JSON_VALUE)
    CreatorJson creator(
            @PathVariable String creatorId,
            @Parameter(description = "Wait, within a bound, until the view has this version; 409 where it has not")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion) {
        Problem.requireId("creatorId", creatorId);
        Problem.requireAtLeast(0, "minVersion", minVersion);
        if (minVersion != null) {
            wait.until("creator " + creatorId, () -> reader.version(creatorId), minVersion);
        }
        return CreatorJson.of(reader.creator(creatorId).orElseThrow(() -> unknown(creatorId)), Instant.now());
    }

    @Operation(
            summary = "The records of creator.events, in order, as they are: for the creator, its agency, operators and"
                    + " finance")
    @ApiResponse(
            responseCode = "200",
            content = @Content(array = @ArraySchema(schema = @Schema(type = "object", description = Paging.RECORD))))
    @GetMapping(path = "/creators/{creatorId}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] events(@AuthenticationPrincipal Asker asker, @PathVariable String creatorId) {
        Problem.requireId("creatorId", creatorId);
        List<byte[]> records = reader.events(asker, creatorId);
        if (records.isEmpty()) {
            throw Problem.notFound(
                    "There are no events of a creator " + creatorId + " in the view that are yours to read.");
        }
        return JsonArray.of(records);
    }

    @Operation(
            summary = "Creators by any of these, in pages",
            description =
                    "What has no figure yet to order by comes last. The next page is asked for with the same filters,"
                            + " the same order, and the cursor of this one.")
    @GetMapping(path = "/creators", produces = MediaType.APPLICATION_JSON_VALUE)
    CreatorPage creators(
            @ParameterObject CreatorFilter filter,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<CreatorNow> page = reader.list(filter, Paging.limit(limit), Paging.cursor(cursor, filter.fingerprint()));
        Instant now = Instant.now();
        return new CreatorPage(
                page.rows().stream()
                        .map(creator -> CreatorJson.of(creator, now))
                        .toList(),
                Paging.next(page));
    }

    /** One page; without {@code next} it is the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreatorPage(List<CreatorJson> creators, @Nullable String next) {}

    private static RuntimeException unknown(String creatorId) {
        return Problem.notFound("There is no creator " + creatorId
                + " in the view. If it has just applied, ask with minVersion=1, which waits for it.");
    }
}
