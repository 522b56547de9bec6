package io.taskledger.bench;

import io.taskledger.bench.Stage.Service;
import io.taskledger.contract.topics.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** How fast is decided with more partitions, more instances, or more tasks alive at once; each beside a broker of its own. */
record Growth(Processes processes, int warmUp, int commands) {

    private static final int LINGER_MS = 20;

    /** With nothing else different from how it ships. */
    static Growth of(Processes processes, boolean shortly) {
        return shortly ? new Growth(processes, 50_000, 50_000) : new Growth(processes, 300_000, 300_000);
    }

    Map<String, Object> run(int partitions, int instances, int tasks) throws Exception {
        processes.createTopics(partitions);
        CommandLives lives = CommandLives.of(tasks);
        try (Progress progress = new Progress(processes.admin(), partitions);
                KafkaProducer<byte[], byte[]> producer = processes.producer(LINGER_MS)) {
            for (int task = 0; task < tasks; task++) {
                var unused = producer.send(lives.next(task));
            }
            for (int i = 0; i < warmUp + commands; i++) {
                var unused = producer.send(lives.next());
            }
            producer.flush();
            List<Stage> deciders = new ArrayList<>();
            for (int instance = 0; instance < instances; instance++) {
                deciders.add(Stage.start(processes, Service.DECIDER, "decider", "decider-" + instance));
            }
            long from = progress.await(deciders.getFirst(), tasks + warmUp);
            long begin = System.nanoTime();
            long to = progress.await(deciders.getFirst(), tasks + warmUp + commands);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("partitions", partitions);
            json.put("instances", instances);
            json.put("tasksAlive", tasks);
            json.put("commandsPerSecond", Math.round((to - from) / seconds));
            String what = String.format("%,d partitions, %,d instances, %,d tasks alive", partitions, instances, tasks);
            return Figures.show(what, json);
        }
    }

    /** What is varied; the first is how it ships. */
    static List<int[]> settings(boolean shortly) {
        int shipped = Topic.DEFAULT_PARTITIONS;
        return shortly
                ? List.of(new int[] {shipped, 1, 1}, new int[] {shipped, 1, 10_000})
                : List.of(
                        new int[] {shipped, 1, 1},
                        new int[] {1, 1, 1},
                        new int[] {4, 1, 1},
                        new int[] {24, 1, 1},
                        new int[] {shipped, 2, 1},
                        new int[] {shipped, 1, 10_000},
                        new int[] {shipped, 1, 100_000},
                        new int[] {shipped, 1, 1_000_000});
    }
}
