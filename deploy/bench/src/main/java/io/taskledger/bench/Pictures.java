package io.taskledger.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The figures as pictures, with the goals of the design where there are any. */
final class Pictures {

    private static final double EVENT_P50_MS = 80;
    private static final double EVENT_P99_MS = 150;
    private static final double SETTLEMENT_P99_MS = 300;
    private static final double OF_BARE = 0.5;

    private Pictures() {}

    static void ofMoney(Map<String, Object> figures, Path directory) throws IOException {
        double bare = number(figures, "bare", "commandsPerSecond");
        new Bars("Throughput by stage, on one machine with its broker (goal: half of the bare loop)", "/s")
                .add("bare loop, commands", bare)
                .add("the same with changelogs, commands", number(figures, "bare-with-state", "commandsPerSecond"))
                .add("decider alone, commands", number(figures, "decider", "commandsPerSecond"), bare * OF_BARE)
                .add("settlement alone, events", number(figures, "settlementAlone", "eventsPerSecond"))
                .add("projector alone, records", number(figures, "projectorAlone", "recordsPerSecond"))
                .add("all three, commands to settlements", number(figures, "together", "commandsPerSecond"))
                .write(directory.resolve("throughput.svg"));
        Bars latency = new Bars("From when a command was due to be sent until it can be read, committed", "ms");
        for (String name : figures.keySet().stream().sorted().toList()) {
            if (name.startsWith("latencyAt")) {
                String rate = name.substring("latencyAt".length()) + "/s, ";
                Map<?, ?> both = (Map<?, ?>) Objects.requireNonNull(figures.get(name));
                latency.add(rate + "event, p50", number(both, "event", "p50Ms"), EVENT_P50_MS)
                        .add(rate + "event, p99", number(both, "event", "p99Ms"), EVENT_P99_MS)
                        .add(rate + "event, p99.9", number(both, "event", "p999Ms"))
                        .add(rate + "settlement, p50", number(both, "settlement", "p50Ms"))
                        .add(rate + "settlement, p99", number(both, "settlement", "p99Ms"), SETTLEMENT_P99_MS)
                        .add(rate + "settlement, p99.9", number(both, "settlement", "p999Ms"));
            }
        }
        latency.write(directory.resolve("latency.svg"));
    }

    static void ofGrowth(List<Map<String, Object>> figures, Path directory) throws IOException {
        Bars bars = new Bars("Commands decided, by partitions, instances and tasks alive at once", "/s");
        for (Map<String, Object> one : figures) {
            bars.add(
                    String.format(
                            "%s partitions, %s × decider, %s tasks",
                            one.get("partitions"), one.get("instances"), one.get("tasksAlive")),
                    ((Number) Objects.requireNonNull(one.get("commandsPerSecond"))).doubleValue());
        }
        bars.write(directory.resolve("growth.svg"));
    }

    private static double number(Map<?, ?> figures, String what, String name) {
        return figures.get(what) instanceof Map<?, ?> map && map.get(name) instanceof Number number
                ? number.doubleValue()
                : 0;
    }
}
