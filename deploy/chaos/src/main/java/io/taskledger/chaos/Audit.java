package io.taskledger.chaos;

import io.taskledger.local.Commands;
import io.taskledger.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The auditor as a process of its own, as operators run it. */
final class Audit {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private Audit() {}

    /** Prints its report. Empty where all invariants hold. */
    static List<String> run(Cluster cluster, Path log) throws InterruptedException, IOException {
        Files.deleteIfExists(log);
        int exitCode = ServiceProcess.start("audit", log, command(cluster)).awaitExit(PATIENCE);
        System.out.println(Files.readString(log));
        return exitCode == 0 ? List.of() : List.of("the auditor ended with exit code " + exitCode + "; see " + log);
    }

    private static List<String> command(Cluster cluster) {
        return List.of(
                Commands.java(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=audit-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                io.taskledger.audit.Audit.class.getName(),
                "--bootstrap",
                cluster.brokers().bootstrapServers(),
                "--creators",
                "reviewed",
                "--view",
                cluster.view().toString(),
                "--view-all");
    }
}
