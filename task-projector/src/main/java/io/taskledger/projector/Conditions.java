package io.taskledger.projector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query and their values; a condition whose value is absent is left out. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Conditions equal(String column, @Nullable Object value) {
        return value == null ? this : add(column + " = ?", value instanceof Enum<?> constant ? constant.name() : value);
    }

    /** Written out, so that the planner may use a partial index. */
    Conditions is(String column, @Nullable Boolean value) {
        if (value != null) {
            conditions.add(value ? column : "not " + column);
        }
        return this;
    }

    Conditions atLeast(String column, @Nullable Instant value) {
        return value == null ? this : add(column + " >= ?", value.toEpochMilli());
    }

    Conditions below(String column, @Nullable Instant value) {
        return value == null ? this : add(column + " < ?", value.toEpochMilli());
    }

    /** Any condition with its values. */
    Conditions add(String condition, Object... more) {
        conditions.add(condition);
        values.addAll(List.of(more));
        return this;
    }

    /** From {@code where} on; nothing where there is no condition. */
    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    List<Object> values() {
        return values;
    }
}
