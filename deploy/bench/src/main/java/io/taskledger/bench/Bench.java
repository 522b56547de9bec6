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
            deploy/bench/run variants VARIANT VARIANT …   deciders side by side, each "name what differs …":
                                                          flags of the JVM, --options, or another jar; flags are all or none

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
        if (options.contains("variants")) {
            List<String> variants = options.subList(options.indexOf("variants") + 1, options.size());
            measured(
                    root,
                    root.resolve("deploy/bench/target/variants.json"),
                    processes -> new Variants(processes, variants).run());
            return;
        }
        boolean shortly = options.contains("--short");
        int out = options.indexOf("--out");
        Path directory =
                out >= 0 ? Path.of(options.get(out + 1)) : root.resolve(shortly ? "deploy/bench/target" : "docs/bench");
        if (!options.contains("view")) {
            measured(
                    root,
                    directory.resolve("money.json"),
                    processes -> new MoneyBench(processes, shortly ? MoneyBench.SHORT : MoneyBench.FULL).run());
        }
        if (!options.contains("money")) {
            ViewBench.run(root, shortly, directory.resolve("view.json"));
        }
    }

    /** A part of it, beside a broker of its own. */
    private interface Part {
        Map<String, Object> run(Processes processes) throws Exception;
    }

    private static void measured(Path root, Path file, Part part) throws Exception {
        Path data = Files.createTempDirectory("taskledger-bench");
        Processes processes = new Processes(root, data);
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop everything"));
        try {
            Figures.write(file, settings(), part.run(processes));
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
