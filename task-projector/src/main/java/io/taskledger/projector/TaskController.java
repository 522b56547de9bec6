package io.taskledger.projector;

import io.taskledger.contract.Identifier;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What may be asked about one task. */
@RestController
class TaskController {

    private final ViewStore store;

    TaskController(ViewStore store) {
        this.store = store;
    }

    @GetMapping(path = "/tasks/{taskId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> task(@PathVariable String taskId) {
        requireValid(taskId);
        return store.task(taskId)
                .map(view -> ViewJson.of(view, store.settlement(taskId).orElse(null)))
                .orElseThrow(() -> unknown(taskId));
    }

    /** The records as they are: not parsed, not written anew. */
    @GetMapping(path = "/tasks/{taskId}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] events(@PathVariable String taskId) {
        requireValid(taskId);
        List<byte[]> records = store.events(taskId);
        if (records.isEmpty()) {
            throw unknown(taskId);
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                array.write(',');
            }
            array.writeBytes(records.get(i));
        }
        array.write(']');
        return array.toByteArray();
    }

    private static void requireValid(String taskId) {
        if (!Identifier.isValid(taskId)) {
            throw problem(HttpStatus.BAD_REQUEST, "A taskId is 1–64 of A-Za-z0-9._:-.");
        }
    }

    private static ErrorResponseException unknown(String taskId) {
        return problem(
                HttpStatus.NOT_FOUND,
                "There is no task " + taskId + " in the view. If it was just published, ask again in a moment.");
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
