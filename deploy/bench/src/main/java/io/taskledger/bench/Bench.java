package io.taskledger.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command: measures a part, or everything, on this machine. */
public final class Bench {

    private static final String USAGE = """
            deploy/bench/run [money|view|all] [options]   measures on this machine; all is the default

              --short     less than five minutes for all; the figures say less
              --out DIR   where money.json and view.json are written (docs/bench; with --short deploy/bench/target)
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Path root = Path.of(System.getProperty("taskledger.root", ".")).toAbsolutePath();
        boolean shortly = options.contains("--short");
        int out = options.indexOf("--out");
        Path directory =
                out >= 0 ? Path.of(options.get(out + 1)) : root.resolve(shortly ? "deploy/bench/target" : "docs/bench");
        if (!options.contains("view")) {
            money(root, shortly, directory.resolve("money.json"));
        }
        if (!options.contains("money")) {
            ViewBench.run(root, shortly, directory.resolve("view.json"));
        }
    }

    private static void money(Path root, boolean shortly, Path file) throws Exception {
        Path data = Files.createTempDirectory("taskledger-bench");
        Processes processes = new Processes(root, data);
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop everything"));
        try {
            Map<String, Object> figures = new MoneyBench(processes, shortly ? MoneyBench.SHORT : MoneyBench.FULL).run();
            Figures.write(file, settings(), figures);
            System.out.println("Written to " + root.relativize(file.toAbsolutePath()));
        } finally {
            processes.close();
        }
        Processes.delete(data);
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("decider, settlement", String.join(" ", Stage.Service.FLAGS));
        settings.put("everything else", "as shipped: StreamsSettings and the services' application.properties");
        return settings;
    }
}
