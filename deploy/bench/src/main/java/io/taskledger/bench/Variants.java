package io.taskledger.bench;

import io.taskledger.bench.Stage.Service;
import io.taskledger.bench.Turns.Slice;
import io.taskledger.contract.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deciders that differ in one thing, a setting or their jar, take turns on the same commands: how a setting is chosen, and
 * what a change has brought.
 */
record Variants(Processes processes, List<String> asked) {

    private static final int WARM_UP = 400_000;
    private static final int ROUNDS = 5;
    private static final Duration SLICE = Duration.ofSeconds(3);
    private static final int PARTITIONS = Topic.DEFAULT_PARTITIONS;

    /** Each as {@code name flag|option|jar …}; the first is what the others are held against. */
    Map<String, Object> run() throws Exception {
        processes.createTopics(PARTITIONS);
        CommandLives lives = CommandLives.of(1);
        Load load = new Load(processes, lives);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Progress progress = new Progress(processes.admin(), PARTITIONS)) {
            List<Stage> stages = new ArrayList<>();
            for (String one : asked) {
                stages.add(start(List.of(one.split(" ", -1))));
            }
            // Each must have its partitions, all without a past, before the first event is there.
            for (Stage stage : stages) {
                var unused = stage.awaitReady();
                stage.process().pause();
            }
            Map<Stage, List<Slice>> slices = new Turns(processes, progress, load, stages).run(WARM_UP, ROUNDS, SLICE);
            for (Stage stage : stages) {
                figures.put(stage.name(), Figures.show(stage.name(), Turns.json(stage, slices, stages.getFirst())));
            }
        }
        return figures;
    }

    private Stage start(List<String> variant) {
        Service service = Service.DECIDER.pausable();
        Path jar = processes.jar(service.program());
        List<String> flags = new ArrayList<>();
        for (String one : variant.subList(1, variant.size())) {
            if (one.endsWith(".jar")) {
                jar = Path.of(one);
            } else if (one.startsWith("--")) {
                service = service.options(one);
            } else {
                flags.add(one);
            }
        }
        if (!flags.isEmpty()) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            service = service.flags(flags.toArray(String[]::new));
        }
        return Stage.start(processes, service, variant.getFirst(), variant.getFirst(), jar);
    }
}
