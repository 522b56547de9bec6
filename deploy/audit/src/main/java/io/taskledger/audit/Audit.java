package io.taskledger.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The command: options in, a report out. */
public final class Audit {

    /** So many tasks, and so many creators, are looked at in the view, unless all are. */
    private static final int VIEW_SAMPLE = 1_000;

    private Audit() {}

    /** Exit code 0: all hold; 1: violations; 2: usage, or something could not be read. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return 0;
        }
        try (Log log = open(options)) {
            Path dump = options.dump();
            if (dump != null) {
                DumpLog.write(log, dump);
                return 0;
            }
            return audit(options, log);
        } catch (IOException | UncheckedIOException | KafkaException e) {
            System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private static Log open(Options options) throws IOException, InterruptedException {
        Path from = options.from();
        if (from != null) {
            return new DumpLog(from);
        }
        Properties client = new Properties();
        Path config = options.commandConfig();
        if (config != null) {
            try (InputStream in = Files.newInputStream(config)) {
                client.load(in);
            }
        }
        client.put("bootstrap.servers", options.bootstrapServers());
        return new KafkaLog(client);
    }

    private static int audit(Options options, Log log) throws IOException, InterruptedException {
        Auditor auditor = new Auditor(log, options.live(), options.creators(), view(options), Audit::say);
        Report report = new Report(auditor.run());
        System.out.print(report.text());
        Path json = options.json();
        if (json != null) {
            Files.write(json, report.json());
        }
        return report.holds() ? 0 : 1;
    }

    private static @Nullable View view(Options options) throws IOException {
        String url = options.view();
        if (url == null) {
            return null;
        }
        return new View(url, options.viewToken(), options.viewAll() ? Long.MAX_VALUE : VIEW_SAMPLE);
    }

    private static void say(int partition, int partitions, long records, long tasks, long violations) {
        System.err.printf(
                "partition %d of %d: %,d records, %,d tasks, %,d violations so far%n",
                partition + 1, partitions, records, tasks, violations);
    }
}
