package io.taskledger.chaos;

import io.taskledger.chaos.Plan.Step;
import io.taskledger.contract.RejectionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a campaign.
 *
 * @param refusedOrders how often an order was refused to a creator, by why
 * @param stall      the longest time without an answer
 * @param restarts   how often each process has stopped by itself, and was started again
 * @param settled    how many tasks were
 * @param violations empty where all is well
 */
record Summary(
        Options options,
        Plan plan,
        Counts load,
        Map<RejectionCode, Long> refusedOrders,
        Duration stall,
        Map<String, Integer> restarts,
        long settled,
        List<String> violations) {

    private static final String HEADER = """
            | date | scenario | seed | minutes | faults | commands | repeats | races | tasks | creators | settled | restarts | longest stall | verdict |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    boolean holds() {
        return violations.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder("\n");
        line(text, "scenario", options.scenario().option());
        line(text, "seed", options.seed());
        line(text, "minutes under faults", options.minutes());
        line(text, "commands sent", load.sent());
        line(text, "  acknowledged by the brokers", load.acknowledged());
        line(text, "  repeats", load.repeats() + percent(load.repeats()));
        line(text, "  in races", load.races() + percent(load.races()));
        line(text, "  given up once, and sent again", load.failed());
        line(text, "tasks begun", load.tasks());
        line(text, "  not begun, while too much was waited for", load.heldBack());
        line(text, "  settled", settled);
        line(text, "creators begun", load.creators());
        refusedOrders.forEach((code, count) -> line(text, "  orders refused, " + code, count));
        line(text, "faults", plan.steps().size());
        faults().forEach((fault, count) -> line(text, "  " + fault, count));
        line(text, "stopped by themselves, started again", restarts.isEmpty() ? "none" : restarts);
        line(text, "longest time without an answer", stall.toMillis() + " ms");
        line(text, "verdict", verdict());
        violations.forEach(violation -> text.append("  ").append(violation).append('\n'));
        return text.toString();
    }

    private Map<Fault, Long> faults() {
        return plan.steps().stream().collect(Collectors.groupingBy(Step::fault, TreeMap::new, Collectors.counting()));
    }

    private String percent(long part) {
        return String.format(Locale.ROOT, " (%.0f %%)", 100.0 * part / Math.max(1, load.sent()));
    }

    private String verdict() {
        return holds() ? "0 violations" : violations.size() + " violations";
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(String.format(Locale.ROOT, "%-40s %s%n", name, value));
    }

    /** One row more; with the table's head where the file has none like it. */
    void appendTo(Path file) throws IOException {
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f s | %s |%n",
                LocalDate.now(ZoneOffset.UTC),
                options.scenario().option(),
                options.seed(),
                options.minutes(),
                plan.steps().size(),
                load.sent(),
                load.repeats(),
                load.races(),
                load.tasks(),
                load.creators(),
                settled,
                restarts.values().stream().mapToInt(Integer::intValue).sum(),
                stall.toMillis() / 1e3,
                verdict());
        String before = Files.exists(file) ? Files.readString(file) : "";
        String head = before.contains(HEADER) ? "" : (before.isEmpty() ? HEADER : "\n" + HEADER);
        Files.writeString(file, head + row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
