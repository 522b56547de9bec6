package io.taskledger.projector;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.TaskView;
import io.taskledger.projector.view.TaskView.PendingCancellation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /tasks/{taskId}}, field by field in the contract's order; what is absent is left out. */
final class ViewJson {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private ViewJson() {}

    static Map<String, Object> of(TaskView view, @Nullable Settlement settlement) {
        return new ViewJson()
                .put("taskId", view.taskId())
                .put("version", view.version())
                .put("status", view.status())
                .put("kind", view.kind())
                .put("clientId", view.clientId())
                .put("creatorId", view.creatorId())
                .put("mcnId", view.mcnId())
                .put("payeeId", view.payeeId())
                .put("campaignId", view.campaignId())
                .put("amountMinor", view.amount().amountMinor())
                .put("currency", view.amount().currency().getCurrencyCode())
                .put("policy", policy(view.policy()))
                .put("acceptBy", time(view.acceptBy()))
                .put("uploads", view.uploads())
                .put("pendingCancellation", view.pending() == null ? null : pending(view.pending()))
                .put("settlement", settlement == null ? null : settlement(settlement))
                .put("allowedCommands", allowed(view))
                .put("updatedAt", time(view.updatedAt()))
                .fields;
    }

    private static Map<String, Object> pending(PendingCancellation pending) {
        return new ViewJson()
                .put("requestedBy", pending.requestedBy())
                .put("reasonCode", pending.reasonCode())
                .put("reason", pending.reason())
                .put("quote", quote(pending.quote()))
                .put("requestedAt", time(pending.requestedAt()))
                .put("confirmBy", time(pending.confirmBy()))
                .put("escalated", pending.escalated())
                .fields;
    }

    private static Map<String, Object> settlement(Settlement settlement) {
        return new ViewJson()
                .put("settlementId", settlement.id())
                .put("type", settlement.type().typeName())
                .put("rule", settlement.quote().rule())
                .put("toCreatorMinor", settlement.quote().toCreatorMinor())
                .put("toClientMinor", settlement.quote().toClientMinor())
                .put("businessDate", settlement.businessDate().toString())
                .fields;
    }

    private static Map<String, Object> quote(Quote quote) {
        return new ViewJson()
                .put("amountMinor", quote.total().amountMinor())
                .put("currency", quote.total().currency().getCurrencyCode())
                .put("rateBp", quote.rateBp())
                .put("toCreatorMinor", quote.toCreatorMinor())
                .put("toClientMinor", quote.toClientMinor())
                .put("rule", quote.rule())
                .put("policy", policy(quote.policy()))
                .fields;
    }

    private static Map<String, Object> policy(PolicyRef policy) {
        return new ViewJson().put("id", policy.id()).put("version", policy.version()).fields;
    }

    private static Map<String, Object> allowed(TaskView view) {
        ViewJson json = new ViewJson();
        view.allowedCommands()
                .forEach((role, commands) -> json.put(
                        role.name(),
                        commands.stream().map(CommandType::shortName).toList()));
        return json.fields;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }

    private ViewJson put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value instanceof Enum<?> constant ? constant.name() : value);
        }
        return this;
    }
}
