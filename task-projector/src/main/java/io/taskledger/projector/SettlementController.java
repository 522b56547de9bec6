package io.taskledger.projector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.SettlementReader.Sum;
import io.taskledger.projector.TaskReader.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    SettlementPage settlements(
            @AuthenticationPrincipal Asker asker,
            @ParameterObject SettlementFilter filter,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<byte[]> page =
                settlements.list(asker, filter, Paging.limit(limit), Paging.cursor(cursor, filter.fingerprint()));
        return new SettlementPage(json(page.rows()), Paging.next(page));
    }

    /** One page; without {@code next} it is the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettlementPage(
            @ArraySchema(schema = @Schema(type = "object", description = Paging.RECORD))
            List<JsonNode> settlements,

            @Nullable String next) {}

    @Operation(summary = "The sums, by currency, of exactly the settlements that the same filters list")
    @GetMapping(path = "/settlements/sums", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Sum> sums(@AuthenticationPrincipal Asker asker, @ParameterObject SettlementFilter filter) {
        return settlements.sums(asker, filter);
    }

    @Operation(summary = "One settlement with its explanation, and the events that it came from")
    @GetMapping(path = "/settlements/{settlementId}", produces = MediaType.APPLICATION_JSON_VALUE)
    SettlementWithEvents settlement(@AuthenticationPrincipal Asker asker, @PathVariable String settlementId) {
        Problem.requireId("settlementId", settlementId);
        byte[] record = settlements
                .settlement(asker, settlementId)
                .orElseThrow(() -> Problem.notFound("There is no settlement " + settlementId + " in the view."));
        List<byte[]> events =
                tasks.events(asker, SettlementWire.read(record).taskId().value());
        return new SettlementWithEvents(JSON.readTree(record), json(events));
    }

    /** The records as they are. */
    record SettlementWithEvents(
            @Schema(type = "object", description = Paging.RECORD)
            JsonNode settlement,

            @ArraySchema(schema = @Schema(type = "object", description = Paging.RECORD))
            List<JsonNode> events) {}

    private static List<JsonNode> json(List<byte[]> records) {
        return records.stream().map(JSON::readTree).toList();
    }
}
