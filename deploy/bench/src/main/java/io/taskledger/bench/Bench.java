package io.taskledger.bench;

import io.taskledger.bench.Stage.Service;
import io.taskledger.local.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command: measures a part, or everything, on this machine. */
public final class Bench {

    private static final String USAGE = """
            deploy/bench/run [money|state|growth|view|all] [options]   measures on this machine; all is the default

              money       commands decided, beside a loop that only copies; all stages together; latency at fixed rates
              state       what a million ended tasks cost: memory, and time to be back
              growth      how fast with more partitions, instances, tasks
              view        the current-task view
              --short     less than five minutes for all, which are money and view then; the figures say less
              --out DIR   where JSON and pictures are written (docs/bench; with --short deploy/bench/target/short)

            deploy/bench/run variants VARIANT VARIANT …   deciders in turns on the same commands, each "name what differs …":
                                                          flags of the JVM (all or none), --options, or another *-exec.jar
            """;

    private final Path root;
    private final Path out;
    private final boolean shortly;

    private Bench(Path root, Path out, boolean shortly) {
        this.root = root;
        this.out = out;
        this.shortly = shortly;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Path root = Path.of(System.getProperty("taskledger.root", ".")).toAbsolutePath();
        boolean shortly = options.contains("--short");
        List<String> asked = new ArrayList<>(options);
        asked.remove("--short");
        int given = asked.indexOf("--out");
        Path out = given >= 0
                ? Path.of(asked.remove(given + 1))
                : root.resolve(shortly ? "deploy/bench/target/short" : "docs/bench");
        asked.remove("--out");
        Bench bench = new Bench(root, out, shortly);
        switch (asked.isEmpty() ? "all" : asked.getFirst()) {
            case "money" -> bench.money();
            case "state" -> bench.state();
            case "growth" -> bench.growth();
            case "view" -> ViewBench.run(root, shortly, out.resolve("view.json"));
            case "variants" -> bench.variants(asked.subList(1, asked.size()));
            case "all" -> {
                bench.money();
                if (!shortly) {
                    bench.state();
                    bench.growth();
                }
                ViewBench.run(root, shortly, out.resolve("view.json"));
            }
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private void money() throws Exception {
        MoneyBench.Scale scale = shortly ? MoneyBench.SHORT : MoneyBench.FULL;
        Map<String, Object> figures = beside(processes -> new MoneyBench(processes, scale).run());
        write("money", Service.DECIDER, figures);
        Pictures.ofMoney(figures, out);
    }

    private void state() throws Exception {
        int tasks = shortly ? MoneyBench.SHORT.tasks() : MoneyBench.FULL.tasks();
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String store : List.of("rocksdb", "memory")) {
            figures.put(store, beside(processes -> new StateCost(processes, tasks).run(store)));
        }
        write("state", StateCost.DECIDER, figures);
    }

    private void growth() throws Exception {
        List<Map<String, Object>> figures = new ArrayList<>();
        for (int[] setting : Growth.settings(shortly)) {
            figures.add(beside(processes -> Growth.of(processes, shortly).run(setting[0], setting[1], setting[2])));
        }
        write("growth", Service.DECIDER, Map.of("decider", figures));
        Pictures.ofGrowth(figures, out);
    }

    private void variants(List<String> asked) throws Exception {
        write("variants", Service.DECIDER, beside(processes -> new Variants(processes, asked).run()));
    }

    /** A part of it, beside a broker of its own. */
    private interface Part {
        Map<String, Object> run(Processes processes) throws Exception;
    }

    private Map<String, Object> beside(Part part) throws Exception {
        Path data = Files.createTempDirectory("taskledger-bench");
        Processes processes = new Processes(root, data);
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop everything"));
        Map<String, Object> figures;
        try {
            figures = part.run(processes);
        } finally {
            processes.close();
        }
        // What failed leaves its logs.
        Directories.delete(data);
        return figures;
    }

    private void write(String name, Service decider, Map<String, Object> figures) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("decider", String.join(" ", decider.flags()) + " " + String.join(" ", decider.options()));
        settings.put("settlement and bare loop, where they run", String.join(" ", Service.FLAGS));
        settings.put("everything else", "as shipped: StreamsSettings and the services' application.properties");
        Path file = out.resolve(name + ".json");
        Figures.write(file, settings, figures);
        System.out.println("Written to " + root.relativize(file.toAbsolutePath()));
    }
}
