package io.taskledger.bench;

import io.taskledger.bench.Stage.Service;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What many ended tasks cost a decider: memory, and the time to be back after a kill, with its disk and without. */
record StateCost(Processes processes, int tasks) {

    private static final int PARTITIONS = Topic.DEFAULT_PARTITIONS;

    /** Each is published and withdrawn. */
    private static final int COMMANDS_PER_TASK = 2;

    /** The whole heap is there from the beginning, so that what the process grows by is outside of it. */
    static final Service DECIDER = Service.DECIDER.flags(
            "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final double MIB = 1024 * 1024;
    private static final double MILLION = 1e6;

    /** What the process holds, in bytes: live on the heap, and in memory of its own altogether. */
    private record Memory(double heap, double resident) {}

    Map<String, Object> run(String store) throws Exception {
        processes.createTopics(PARTITIONS);
        Service service = DECIDER.options("--taskledger.store=" + store);
        Load load = new Load(processes, CommandLives.shortest());
        Map<String, Object> json = new LinkedHashMap<>();
        try (Progress progress = new Progress(processes.admin(), PARTITIONS)) {
            Stage decider = Stage.start(processes, service, "decider");
            var began = decider.awaitReady();
            json.put("firstStartSeconds", seconds(began));
            int first = tasks / 10;
            load.send(first * COMMANDS_PER_TASK);
            progress.await(decider, (long) first * COMMANDS_PER_TASK);
            Memory few = memory(decider);
            load.send((tasks - first) * COMMANDS_PER_TASK);
            progress.await(decider, (long) tasks * COMMANDS_PER_TASK);
            Memory many = memory(decider);
            double millions = (tasks - first) / MILLION;
            json.put("heapMibPerMillion", Math.round((many.heap - few.heap) / MIB / millions));
            json.put("outsideHeapMibPerMillion", Math.round((many.resident - few.resident) / MIB / millions));
            json.put("residentMib", Math.round(many.resident / MIB));
            json.put("backAfterKillSeconds", seconds(again(decider, service, false)));
            Stage kept = Stage.start(processes, service, "decider");
            var unused = kept.awaitReady();
            json.put("backAfterLostDiskSeconds", seconds(again(kept, service, true)));
        }
        return Figures.show(String.format("%,d ended tasks, %s", tasks, store), json);
    }

    /** Killed, and started at once: how long until it takes commands. It is stopped then. */
    private Duration again(Stage running, Service service, boolean lost) throws Exception {
        running.process().kill();
        if (lost) {
            Directories.delete(Stage.stateOf(processes, running.name()));
        }
        Stage next = Stage.start(processes, service, running.name());
        Duration duration = next.awaitReady();
        next.process().stop();
        return duration;
    }

    private static Memory memory(Stage stage) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int exit = new ProcessBuilder(
                        jcmd.toString(), Long.toString(stage.process().pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(jcmd + " ended with " + exit);
        }
        long residentKib = Files.readAllLines(Path.of("/proc/" + stage.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return new Memory(stage.metric("jvm_memory_used_bytes\\{.*area=\"heap\".*}"), residentKib * 1024.0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
