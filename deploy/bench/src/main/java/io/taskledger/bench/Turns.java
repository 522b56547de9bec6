package io.taskledger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Stages that take the same commands, a slice each in turn, round after round, while the others stand still: what else
 * happens on the machine, and what the broker has to do meanwhile, meets all of them alike.
 */
record Turns(Processes processes, Progress progress, List<Stage> stages) {

    /** Of a slice, not counted: until the process that stood still is in its stride again. */
    private static final int RUN_UP = 10_000;

    /** One slice of one stage. */
    record Slice(double perSecond, double ownMicros, double brokerMicros) {}

    /** One after the other, so that each is warm before the first slice. */
    void warmUp(int commands) throws InterruptedException, ExecutionException {
        for (Stage stage : stages) {
            stage.process().resume();
            long goal = progress.done(stage) + commands;
            long begin = System.nanoTime();
            progress.await(stage, goal);
            System.out.printf(
                    "  warmed up %s: %,d commands in %.1f s%n",
                    stage.name(), commands, (System.nanoTime() - begin) / 1e9);
            stage.process().pause();
        }
    }

    /** By stage. What is left of the commands must do for all rounds. */
    Map<Stage, List<Slice>> rounds(int rounds, int commands) throws InterruptedException, ExecutionException {
        Map<Stage, List<Slice>> slices = new LinkedHashMap<>();
        stages.forEach(stage -> slices.put(stage, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Stage stage : stages) {
                stage.process().resume();
                Slice slice = slice(stage, commands);
                stage.process().pause();
                Objects.requireNonNull(slices.get(stage)).add(slice);
            }
        }
        return slices;
    }

    private Slice slice(Stage stage, int commands) throws InterruptedException, ExecutionException {
        long from = progress.await(stage, progress.done(stage) + RUN_UP);
        long begin = System.nanoTime();
        Duration own = stage.process().cpu();
        Duration broker = processes.broker().cpu();
        long to = progress.await(stage, from + commands - RUN_UP);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double done = to - from;
        return new Slice(
                done / seconds,
                stage.process().cpu().minus(own).toNanos() / 1e3 / done,
                processes.broker().cpu().minus(broker).toNanos() / 1e3 / done);
    }

    /** The middle of the slices, and of each round's ratio to those that it is compared with. */
    static Map<String, Object> json(Stage stage, Map<Stage, List<Slice>> all, Stage... comparedWith) {
        List<Slice> slices = Objects.requireNonNull(all.get(stage));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commandsPerSecond", Math.round(median(slices)));
        json.put(
                "slices",
                slices.stream().map(slice -> Math.round(slice.perSecond)).toList());
        json.put(
                "cpuMicrosPerCommand",
                middle(slices.stream().map(Slice::ownMicros).toList()));
        json.put(
                "brokerCpuMicrosPerCommand",
                middle(slices.stream().map(Slice::brokerMicros).toList()));
        for (Stage other : comparedWith) {
            json.put("of " + other.name(), ratio(slices, Objects.requireNonNull(all.get(other))));
        }
        return json;
    }

    /** The middle of the rounds' ratios. */
    static double ratio(List<Slice> slices, List<Slice> others) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < slices.size(); round++) {
            ratios.add(slices.get(round).perSecond / others.get(round).perSecond);
        }
        return middle(ratios);
    }

    static double median(List<Slice> slices) {
        return middle(slices.stream().map(Slice::perSecond).toList());
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double middle = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return Math.round(middle * 100) / 100.0;
    }
}
