package io.taskledger.projector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.SettlementReader.Sum;
import io.taskledger.projector.TaskReader.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may be asked about settlements. */
@RestController
@Tag(name = "Settlements")
class SettlementController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SettlementReader settlements;
    private final TaskReader tasks;

    SettlementController(SettlementReader settlements, TaskReader tasks) {
        this.settlements = settlements;
        this.tasks = tasks;
    }

    @Operation(
            summary =
                    "Settlements by any of these, in pages: the latest business date first; each is the record as it is")
    @GetMapping(path = "/settlements", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> settlements(
            @ParameterObject SettlementFilter filter,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<byte[]> page = settlements.list(filter, Paging.limit(limit), Paging.cursor(cursor, filter.fingerprint()));
        return Paging.json(
                "settlements", page.rows().stream().map(JSON::readTree).toList(), page.next());
    }

    @Operation(summary = "The sums, by currency, of exactly the settlements that the same filters list")
    @GetMapping(path = "/settlements/sums", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Sum> sums(@ParameterObject SettlementFilter filter) {
        return settlements.sums(filter);
    }

    @Operation(summary = "One settlement with its explanation, and the events that it came from")
    @GetMapping(path = "/settlements/{settlementId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> settlement(@PathVariable String settlementId) {
        Problem.requireId("settlementId", settlementId);
        byte[] record = settlements
                .settlement(settlementId)
                .orElseThrow(() -> Problem.notFound("There is no settlement " + settlementId + " in the view."));
        List<JsonNode> events = tasks
                .events(SettlementWire.read(record).taskId().value())
                .stream()
                .map(JSON::readTree)
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("settlement", JSON.readTree(record));
        json.put("events", events);
        return json;
    }
}
