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
import io.taskledger.projector.TaskReader.TaskNow;
import io.taskledger.projector.view.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What may be asked about tasks. */
@RestController
@Tag(name = "Tasks")
class TaskController {

    private final TaskReader reader;
    private final VersionWait wait;

    TaskController(TaskReader reader, VersionWait wait) {
        this.reader = reader;
        this.wait = wait;
    }

    @Operation(summary = "One task, as it stands or as it stood")
    @GetMapping(path = "/tasks/{taskId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TaskJson> task(
            @AuthenticationPrincipal Asker asker,
            @PathVariable String taskId,
            @Parameter(description = "Wait, within a bound, until the view has this version; 409 where it has not")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion,
            @Parameter(description = "As it stood after this version") @RequestParam(required = false) @Nullable
                    Long version,
            @Parameter(description = "As it stood at this instant") @RequestParam(required = false) @Nullable
                    Instant at) {
        Problem.requireId("taskId", taskId);
        Problem.requireAtLeast(0, "minVersion", minVersion);
        Problem.requireAtLeast(1, "version", version);
        Problem.requireTime("at", at);
        if (version != null && at != null) {
            throw Problem.badRequest("Ask for version or for at, not for both.");
        }
        if (minVersion != null) {
            wait.until("task " + taskId, () -> reader.version(asker, taskId), minVersion);
        }
        if (version != null) {
            return then(reader.at(asker, taskId, version).filter(task -> task.version() == version), taskId);
        }
        return at == null
                ? now(reader.task(asker, taskId).orElseThrow(() -> unknown(taskId)))
                : then(reader.at(asker, taskId, at), taskId);
    }

    private static ResponseEntity<TaskJson> then(Optional<TaskView> task, String taskId) {
        return task.map(then -> ResponseEntity.ok(TaskJson.of(then, null)))
                .orElseThrow(
                        () -> Problem.notFound("There was no task " + taskId + " then, as far as the view knows."));
    }

    /** Without a tag while its settlement is still to come: with the same version it will look different. */
    private static ResponseEntity<TaskJson> now(TaskNow now) {
        boolean settling = now.task().endedAt() != null && now.settlement() == null;
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (!settling) {
            response.eTag(Long.toString(now.task().version()));
        }
        return response.body(TaskJson.of(now.task(), now.settlement()));
    }

    @Operation(summary = "The records of task.events, in order, as they are")
    @ApiResponse(
            responseCode = "200",
            content = @Content(array = @ArraySchema(schema = @Schema(type = "object", description = Paging.RECORD))))
    @GetMapping(path = "/tasks/{taskId}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] events(@AuthenticationPrincipal Asker asker, @PathVariable String taskId) {
        return JsonArray.of(known(asker, taskId));
    }

    @Operation(
            summary =
                    "What happened to a task: when, by whom, through which channel, what changed, and by which command")
    @GetMapping(path = "/tasks/{taskId}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Timeline.Entry> timeline(@AuthenticationPrincipal Asker asker, @PathVariable String taskId) {
        return Timeline.of(known(asker, taskId));
    }

    private List<byte[]> known(Asker asker, String taskId) {
        Problem.requireId("taskId", taskId);
        List<byte[]> records = reader.events(asker, taskId);
        if (records.isEmpty()) {
            throw unknown(taskId);
        }
        return records;
    }

    @Operation(
            summary = "Tasks by any of these, in pages",
            description =
                    "The latest publication first; by ended: the latest end first; by updatedSince: the earliest change"
                            + " first. The next page is asked for with the same filters and the cursor of this one.")
    @GetMapping(path = "/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
    TaskPage tasks(
            @AuthenticationPrincipal Asker asker,
            @ParameterObject TaskFilter filter,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<TaskNow> page =
                reader.list(asker, filter, Paging.limit(limit), Paging.cursor(cursor, filter.fingerprint()));
        return new TaskPage(
                page.rows().stream()
                        .map(now -> TaskJson.of(now.task(), now.settlement()))
                        .toList(),
                Paging.next(page));
    }

    /** One page; without {@code next} it is the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskPage(List<TaskJson> tasks, @Nullable String next) {}

    @Operation(summary = "How many tasks a client or a creator has in each status")
    @GetMapping(path = "/counts", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> counts(
            @AuthenticationPrincipal Asker asker,
            @RequestParam(required = false) @Nullable String clientId,
            @RequestParam(required = false) @Nullable String creatorId) {
        Problem.requireId("clientId", clientId);
        Problem.requireId("creatorId", creatorId);
        if (clientId == null && creatorId == null) {
            throw Problem.badRequest("Name a clientId, a creatorId, or both.");
        }
        return reader.counts(asker, clientId, creatorId);
    }

    static RuntimeException unknown(String taskId) {
        return Problem.notFound("There is no task " + taskId
                + " in the view. If it was just published, ask with minVersion=1, which waits for it.");
    }
}
