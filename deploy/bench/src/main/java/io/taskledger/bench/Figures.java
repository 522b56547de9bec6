package io.taskledger.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was measured: a line each for people, a file for later. */
final class Figures {
    private Figures() {}

    static Map<String, Object> show(String what, Map<String, Object> figures) {
        System.out.printf(
                "%-78s %s%n",
                what,
                figures.entrySet().stream()
                        .map(figure -> figure.getKey() + " " + figure.getValue())
                        .collect(Collectors.joining("  ")));
        return figures;
    }

    /** With everything that they depend on, but for the machine's name. */
    static void write(Path file, Map<String, Object> settings, Map<String, Object> figures) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("figures", figures);
        Map<String, Object> surroundings = new LinkedHashMap<>();
        surroundings.put("cores", Runtime.getRuntime().availableProcessors());
        surroundings.put(
                "load average at the end",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        surroundings.put("java", Runtime.version().toString());
        surroundings.put("kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        surroundings.put("broker", String.join(" ", Processes.BROKER_FLAGS) + " -XX:+UseSerialGC");
        surroundings.putAll(settings);
        all.put("settings", surroundings);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json(all, "") + "\n");
    }

    /** What the view was measured with. */
    static Map<String, Object> settings(Machine machine) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("projector", String.join(" ", Machine.PROJECTOR_FLAGS));
        settings.put("postgresql", String.valueOf(machine.ask("show server_version")));
        new TreeSet<>(Machine.POSTGRES_SETTINGS.keySet())
                .forEach(setting -> settings.put(setting, String.valueOf(machine.ask("show " + setting))));
        settings.put("full_page_writes", String.valueOf(machine.ask("show full_page_writes")));
        settings.put("everything else", "as shipped: task-projector/src/main/resources/application.properties");
        return settings;
    }

    private static String json(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            String deeper = indent + "  ";
            return map.entrySet().stream()
                    .map(entry -> deeper + '"' + entry.getKey() + "\": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> json(one, indent)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number ? value.toString() : '"' + value.toString() + '"';
    }
}
