package io.taskledger.projector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
    ResponseEntity<Map<String, Object>> task(
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
        if (version != null && at != null) {
            throw Problem.badRequest("Ask for version or for at, not for both.");
        }
        if (minVersion != null) {
            wait.until(taskId, minVersion);
        }
        if (version != null) {
            return then(reader.at(taskId, version).filter(task -> task.version() == version), taskId);
        }
        return at == null
                ? now(reader.task(taskId).orElseThrow(() -> unknown(taskId)))
                : then(reader.at(taskId, at), taskId);
    }

    private static ResponseEntity<Map<String, Object>> then(Optional<TaskView> task, String taskId) {
        return task.map(then -> ResponseEntity.ok(ViewJson.of(then, null)))
                .orElseThrow(
                        () -> Problem.notFound("There was no task " + taskId + " then, as far as the view knows."));
    }

    /** Without a tag while its settlement is still to come: with the same version it will look different. */
    private static ResponseEntity<Map<String, Object>> now(TaskNow now) {
        boolean settling = now.task().endedAt() != null && now.settlement() == null;
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (!settling) {
            response.eTag(Long.toString(now.task().version()));
        }
        return response.body(ViewJson.of(now.task(), now.settlement()));
    }

    @Operation(summary = "The records of task.events, in order, as they are")
    @GetMapping(path = "/tasks/{taskId}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] events(@PathVariable String taskId) {
        return JsonArray.of(known(taskId));
    }

    @Operation(
            summary =
                    "What happened to a task: when, by whom, through which channel, what changed, and by which command")
    @GetMapping(path = "/tasks/{taskId}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Map<String, Object>> timeline(@PathVariable String taskId) {
        return Timeline.of(known(taskId));
    }

    private List<byte[]> known(String taskId) {
        Problem.requireId("taskId", taskId);
        List<byte[]> records = reader.events(taskId);
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
    Map<String, Object> tasks(
            @ParameterObject TaskFilter filter,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<TaskNow> page = reader.list(filter, Paging.limit(limit), Paging.cursor(cursor, filter.fingerprint()));
        return Paging.json(
                "tasks",
                page.rows().stream()
                        .map(now -> ViewJson.of(now.task(), now.settlement()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "How many tasks a client or a creator has in each status")
    @GetMapping(path = "/counts", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> counts(
            @RequestParam(required = false) @Nullable String clientId,
            @RequestParam(required = false) @Nullable String creatorId) {
        Problem.requireId("clientId", clientId);
        Problem.requireId("creatorId", creatorId);
        if (clientId == null && creatorId == null) {
            throw Problem.badRequest("Name a clientId, a creatorId, or both.");
        }
        return reader.counts(clientId, creatorId);
    }

    private static RuntimeException unknown(String taskId) {
        return Problem.notFound("There is no task " + taskId
                + " in the view. If it was just published, ask with minVersion=1, which waits for it.");
    }
}
