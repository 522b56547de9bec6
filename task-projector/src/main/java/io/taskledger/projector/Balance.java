package io.taskledger.projector;

import io.taskledger.contract.Money;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement;
import io.taskledger.projector.view.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the ends of one batch against its settlements, and both against what others have left: what is even goes, what stays
 * is on its way, or wrong. It costs what is on its way, however many tasks there are.
 */
final class Balance {

    // In one order always, so that of two who write of the same tasks neither waits for the other in turn.
    private final Map<Key, Side> sides =
            new TreeMap<>(Comparator.comparing(Key::taskId).thenComparing(Key::currency));

    private record Key(String taskId, String currency) {}

    /** What an end adds, or a settlement takes away. */
    private record Side(int ends, long amountMinor, Instant since) {
        boolean isEven() {
            return ends == 0 && amountMinor == 0;
        }

        Side plus(Side other) {
            return new Side(ends + other.ends, amountMinor + other.amountMinor, since);
        }
    }

    /** It owes a settlement. */
    void ended(TaskView task) {
        add(task.taskId(), task.amount(), new Side(1, task.amount().amountMinor(), task.updatedAt()));
    }

    void settled(Settlement settlement) {
        Quote quote = settlement.quote();
        long given = quote.toCreatorMinor() + quote.toClientMinor();
        add(settlement.taskId().value(), quote.total(), new Side(-1, -given, settlement.time()));
    }

    private void add(String taskId, Money money, Side side) {
        sides.merge(new Key(taskId, money.currency().getCurrencyCode()), side, Side::plus);
    }

    /** Within the transaction of whoever calls. */
    void write(View view, JdbcClient sql) {
        sides.values().removeIf(Side::isEven);
        if (sides.isEmpty()) {
            return;
        }
        List<Key> keys = new ArrayList<>(sides.keySet());
        String[] taskIds = keys.stream().map(Key::taskId).toArray(String[]::new);
        sql.sql(view.sql("""
                        insert into {view}.unbalanced as u (task_id, currency, ends, amount_minor, since_ms)
                        select * from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[])
                        on conflict (task_id, currency) do update set
                        ends = u.ends + excluded.ends, amount_minor = u.amount_minor + excluded.amount_minor
                        """))
                .params(
                        taskIds,
                        keys.stream().map(Key::currency).toArray(String[]::new),
                        sides.values().stream().map(Side::ends).toArray(Integer[]::new),
                        sides.values().stream().map(Side::amountMinor).toArray(Long[]::new),
                        sides.values().stream()
                                .map(side -> side.since().toEpochMilli())
                                .toArray(Long[]::new))
                .update();
        sql.sql(view.sql("delete from {view}.unbalanced where task_id = any(?) and ends = 0 and amount_minor = 0"))
                .param(taskIds)
                .update();
    }
}
