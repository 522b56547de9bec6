package io.taskledger.projector;

import static java.time.ZoneOffset.UTC;

import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.projector.TaskReader.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the view says of settlements. */
class SettlementReader {

    private final JdbcClient sql;
    private final Views views;

    SettlementReader(JdbcClient sql, Views views) {
        this.sql = sql;
        this.views = views;
    }

    /** The sums of some settlements in one currency, in its minor unit; more than a long may hold. */
    record Sum(
            String currency,
            long settlements,
            BigDecimal amountMinor,
            BigDecimal toCreatorMinor,
            BigDecimal toClientMinor) {}

    /** The record as it came. */
    Optional<byte[]> settlement(Asker asker, String settlementId) {
        Conditions one = asker.settlements().equal("settlement_id", settlementId);
        return sql.sql(views.serving().sql("select record from {view}.settlement" + one.where()))
                .params(one.values())
                .query((row, number) -> Objects.requireNonNull(row.getBytes(1)))
                .optional();
    }

    /** The latest day first. */
    Page<byte[]> list(Asker asker, SettlementFilter filter, int limit, @Nullable Cursor after) {
        Conditions conditions = filter.conditions(asker);
        if (after != null) {
            conditions.add(
                    "(" + filter.day(asker) + ", settlement_id) < (?, ?)",
                    LocalDate.ofInstant(Instant.ofEpochMilli(after.key()), UTC),
                    after.id());
        }
        List<byte[]> rows = sql.sql(views.serving()
                        .sql("select record from {view}.settlement" + conditions.where() + " order by "
                                + filter.day(asker) + " desc, settlement_id desc limit " + (limit + 1)))
                .params(conditions.values())
                .query((row, number) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        Settlement last = SettlementWire.read(rows.get(limit - 1));
        return new Page<>(
                rows.subList(0, limit),
                new Cursor(
                        filter.fingerprint(),
                        last.businessDate().atStartOfDay(UTC).toInstant().toEpochMilli(),
                        last.id()));
    }

    /** Of exactly the settlements that {@link #list} gives on all its pages. */
    List<Sum> sums(Asker asker, SettlementFilter filter) {
        Conditions conditions = filter.conditions(asker);
        return sql.sql(views.serving().sql("""
                        select currency, count(*), sum(amount_minor), sum(to_creator_minor), sum(to_client_minor)
                        from {view}.settlement""" + conditions.where() + " group by currency order by currency"))
                .params(conditions.values())
                .query((row, number) -> new Sum(
                        row.getString(1),
                        row.getLong(2),
                        row.getBigDecimal(3),
                        row.getBigDecimal(4),
                        row.getBigDecimal(5)))
                .list();
    }
}
