package io.taskledger.projector;

import io.taskledger.contract.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up settlements of the view that serves, by business date: as many rows are read as there are of two days. */
record DaySums(JdbcClient sql, Views views) {

    /**
     * What settlements of one kind come to on one day, in the currency's minor unit.
     *
     * @param day {@code today} or {@code yesterday}
     */
    record DaySum(
            LocalDate businessDate,
            String day,
            String type,
            String rule,
            String currency,
            long settlements,
            double toCreatorMinor,
            double toClientMinor) {}

    /** Of the current business date and the one before. */
    List<DaySum> ofTwoDays(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Settlement.BOOKS);
        // As the index of all has it, like SettlementFilter.
        return sql.sql(views.serving().sql("""
                        select business_date, type, rule, currency, count(*), sum(to_creator_minor), sum(to_client_minor)
                        from {view}.settlement where business_date + 0 in (?, ?)
                        group by business_date, type, rule, currency
                        """))
                .params(today, today.minusDays(1))
                .query((row, number) -> {
                    LocalDate date = Objects.requireNonNull(row.getObject(1, LocalDate.class));
                    return new DaySum(
                            date,
                            date.equals(today) ? "today" : "yesterday",
                            Objects.requireNonNull(row.getString(2)),
                            Objects.requireNonNull(row.getString(3)),
                            Objects.requireNonNull(row.getString(4)),
                            row.getLong(5),
                            row.getDouble(6),
                            row.getDouble(7));
                })
                .list();
    }
}
