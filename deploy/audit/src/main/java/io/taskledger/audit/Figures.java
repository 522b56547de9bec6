package io.taskledger.audit;

import static io.taskledger.audit.Invariant.VIEW;

import io.taskledger.audit.Findings.About;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a creator's tasks of one kind have come to.
 *
 * @param values by their names in the contract; income by currency, too. What is absent is not there
 */
record Figures(Map<String, BigDecimal> values) {

    private static final List<String> COUNTS = List.of(
            "accepted",
            "completed",
            "cancelledByCreator",
            "cancelledByClient",
            "cancelledOtherwise",
            "declinedInvitations",
            "expiredInvitations");

    private static final List<String> OVER =
            List.of("completed", "cancelledByCreator", "cancelledByClient", "cancelledOtherwise");

    private static final String RATE = "completionRate";
    private static final String MEDIAN = "medianSecondsToFirstUpload";
    private static final String INCOME = "income.";

    /** As the log has it. */
    static Figures of(List<TaskPart> parts) {
        Map<String, BigDecimal> values = new TreeMap<>();
        COUNTS.forEach(name -> values.put(name, BigDecimal.ZERO));
        for (TaskPart part : parts) {
            part.counts().forEach(name -> values.merge(name, BigDecimal.ONE, BigDecimal::add));
            if (part.toCreatorMinor() > 0) {
                BigDecimal income = BigDecimal.valueOf(part.toCreatorMinor());
                values.merge(INCOME + part.currency(), income, BigDecimal::add);
            }
        }
        BigDecimal over =
                OVER.stream().map(values::get).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (over.signum() > 0) {
            BigDecimal completed = Objects.requireNonNull(values.get("completed"));
            values.put(RATE, plain(completed.divide(over, 4, RoundingMode.DOWN)));
        }
        List<Long> times = parts.stream()
                .map(TaskPart::msToUpload)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (!times.isEmpty()) {
            long twice = times.get((times.size() - 1) / 2) + times.get(times.size() / 2);
            values.put(MEDIAN, BigDecimal.valueOf(Math.floorDiv(twice, 2_000)));
        }
        return new Figures(values);
    }

    /** As the view has it. */
    static Figures read(Json shown) {
        Map<String, BigDecimal> values = new TreeMap<>();
        COUNTS.forEach(name -> put(values, name, shown, name));
        put(values, RATE, shown, RATE);
        put(values, MEDIAN, shown, MEDIAN);
        shown.list("income").forEach(one -> put(values, INCOME + one.text("currency"), one, "amountMinor"));
        return new Figures(values);
    }

    private static void put(Map<String, BigDecimal> values, String name, Json json, String field) {
        BigDecimal value = json.decimal(field);
        if (value != null) {
            values.put(name, plain(value));
        }
    }

    /** So that what is the same is equal, and reads well. */
    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }

    /** Of what only grows it has as much as the other, or more. */
    boolean reaches(Figures other) {
        return other.values.entrySet().stream()
                .filter(due -> !due.getKey().equals(RATE) && !due.getKey().equals(MEDIAN))
                .allMatch(due -> atLeast(values.get(due.getKey()), due.getValue()));
    }

    private static boolean atLeast(@Nullable BigDecimal value, BigDecimal due) {
        return value != null && value.compareTo(due) >= 0;
    }

    /** Figure by figure. */
    void compare(String kind, Figures due, About about) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(due.values.keySet());
        names.forEach(name -> about.same(VIEW, kind + "." + name, values.get(name), due.values.get(name)));
    }
}
