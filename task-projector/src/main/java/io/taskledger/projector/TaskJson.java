package io.taskledger.projector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.TaskView;
import io.taskledger.projector.view.TaskView.PendingCancellation;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /tasks/{taskId}}, field by field in the contract's order; what is absent is left out. */
@Schema(name = "Task")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskJson(
        String taskId,
        long version,
        Status status,
        TaskKind kind,
        String clientId,
        @Nullable String creatorId,
        @Nullable String mcnId,
        @Nullable String payeeId,
        @Nullable String campaignId,
        long amountMinor,
        String currency,
        PolicyRef policy,
        @Nullable String acceptBy,
        int uploads,
        @Nullable Pending pendingCancellation,
        @Nullable Settled settlement,
        Map<Role, List<String>> allowedCommands,
        String updatedAt) {

    @Schema(name = "PendingCancellation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pending(
            Side requestedBy,
            Reason.Code reasonCode,
            @Nullable String reason,
            Amounts quote,
            String requestedAt,
            String confirmBy,
            boolean escalated) {}

    @Schema(name = "Quote")
    record Amounts(
            long amountMinor,
            String currency,
            int rateBp,
            long toCreatorMinor,
            long toClientMinor,
            Rule rule,
            PolicyRef policy) {}

    @Schema(name = "TaskSettlement")
    record Settled(
            String settlementId,
            String type,
            Rule rule,
            long toCreatorMinor,
            long toClientMinor,
            String businessDate) {}

    /** With its settlement, where there is one. */
    static TaskJson of(TaskView task, @Nullable Settlement settlement) {
        return new TaskJson(
                task.taskId(),
                task.version(),
                task.status(),
                task.kind(),
                task.clientId(),
                task.creatorId(),
                task.mcnId(),
                task.payeeId(),
                task.campaignId(),
                task.amount().amountMinor(),
                task.amount().currency().getCurrencyCode(),
                task.policy(),
                time(task.acceptBy()),
                task.uploads(),
                task.pending() == null ? null : pending(task.pending()),
                settlement == null ? null : settled(settlement),
                allowed(task),
                Timestamps.format(task.updatedAt()));
    }

    private static Pending pending(PendingCancellation pending) {
        return new Pending(
                pending.requestedBy(),
                pending.reasonCode(),
                pending.reason(),
                amounts(pending.quote()),
                Timestamps.format(pending.requestedAt()),
                Timestamps.format(pending.confirmBy()),
                pending.escalated());
    }

    private static Amounts amounts(Quote quote) {
        return new Amounts(
                quote.total().amountMinor(),
                quote.total().currency().getCurrencyCode(),
                quote.rateBp(),
                quote.toCreatorMinor(),
                quote.toClientMinor(),
                quote.rule(),
                quote.policy());
    }

    private static Settled settled(Settlement settlement) {
        return new Settled(
                settlement.id(),
                settlement.type().typeName(),
                settlement.quote().rule(),
                settlement.quote().toCreatorMinor(),
                settlement.quote().toClientMinor(),
                settlement.businessDate().toString());
    }

    private static Map<Role, List<String>> allowed(TaskView task) {
        Map<Role, List<String>> allowed = new EnumMap<>(Role.class);
        task.allowedCommands()
                .forEach((role, commands) -> allowed.put(
                        role, commands.stream().map(CommandName::shortName).toList()));
        return allowed;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
