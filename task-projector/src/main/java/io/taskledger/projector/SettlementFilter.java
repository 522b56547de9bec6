package io.taskledger.projector;

import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which settlements; what is absent does not matter. */
record SettlementFilter(
        @Nullable String payeeId,
        @Nullable String clientId,

        @Nullable @Schema(description = "In Asia/Shanghai, from this day on")
        LocalDate businessDateFrom,

        @Nullable @Schema(description = "In Asia/Shanghai, up to and with this day")
        LocalDate businessDateTo,

        @Nullable @Schema(description = "In Asia/Shanghai, this day alone")
        LocalDate businessDate,

        Settlement.@Nullable Type type,
        @Nullable Rule rule) {

    SettlementFilter {
        Problem.requireId("payeeId", payeeId);
        Problem.requireId("clientId", clientId);
        Problem.requireDate("businessDateFrom", businessDateFrom);
        Problem.requireDate("businessDateTo", businessDateTo);
        Problem.requireDate("businessDate", businessDate);
        if (businessDate != null && (businessDateFrom != null || businessDateTo != null)) {
            throw Problem.badRequest("Ask for businessDate or for businessDateFrom and businessDateTo, not for both.");
        }
    }

    /** What pages are ordered by: where no other column is asked for, as the index of all has it, and no other. */
    String day(Asker asker) {
        boolean all = asker.seesAll() && payeeId == null && clientId == null && type == null && rule == null;
        return all ? "(business_date + 0)" : "business_date";
    }

    /** Among those that the asker may see. */
    Conditions conditions(Asker asker) {
        Conditions conditions = asker.settlements()
                .equal("payee_id", payeeId)
                .equal("client_id", clientId)
                .equal(day(asker), businessDate)
                .equal("type", type)
                .equal("rule", rule);
        if (businessDateFrom != null) {
            conditions.add(day(asker) + " >= ?", businessDateFrom);
        }
        return businessDateTo == null ? conditions : conditions.add(day(asker) + " <= ?", businessDateTo);
    }

    /** What a cursor belongs to. */
    int fingerprint() {
        return Objects.hash(
                payeeId,
                clientId,
                businessDateFrom,
                businessDateTo,
                businessDate,
                String.valueOf(type),
                String.valueOf(rule));
    }
}
