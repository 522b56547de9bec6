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
 * happens on the machine, and what the broker has to do meanwhile, meets all of them alike. A slice that lasts
 * seconds is not much other for the commits in it, which come every 100 ms; a shorter one is.
 */
record Turns(Processes processes, Progress progress, Load load, List<Stage> stages) {

    /** Of a slice, not counted: until the process that stood still is in its stride again. */
    private static final int RUN_UP = 10_000;

    /** So many times the commands that a stage took in as much time before wait for its slice: warm, it becomes faster. */
    private static final double MARGIN = 2;

    /** One slice of one stage. */
    record Slice(double perSecond, double ownMicros, double brokerMicros) {}

    /** One after the other, so that each is warm before the first slice; each slice by stage. */
    Map<Stage, List<Slice>> run(int warmUp, int rounds, Duration slice)
            throws InterruptedException, ExecutionException {
        Map<Stage, List<Slice>> slices = new LinkedHashMap<>();
        Map<Stage, Double> perSecond = new LinkedHashMap<>();
        for (Stage stage : stages) {
            slices.put(stage, new ArrayList<>());
            perSecond.put(stage, warmUp(stage, warmUp));
        }
        for (int round = 0; round < rounds; round++) {
            for (Stage stage : stages) {
                double expected = MARGIN * Objects.requireNonNull(perSecond.get(stage)) * slice.toMillis() / 1e3;
                load.atLeast(progress.done(stage) + RUN_UP + (long) expected);
                stage.process().resume();
                Slice taken = slice(stage, slice);
                stage.process().pause();
                Objects.requireNonNull(slices.get(stage)).add(taken);
                perSecond.put(stage, taken.perSecond);
            }
        }
        return slices;
    }

    private double warmUp(Stage stage, int commands) throws InterruptedException, ExecutionException {
        long goal = progress.done(stage) + commands;
        load.atLeast(goal);
        stage.process().resume();
        long begin = System.nanoTime();
        progress.await(stage, goal);
        double seconds = (System.nanoTime() - begin) / 1e9;
        stage.process().pause();
        System.out.printf("  warmed up %s: %,d commands in %.1f s%n", stage.name(), commands, seconds);
        return commands / seconds;
    }

    private Slice slice(Stage stage, Duration atLeast) throws InterruptedException, ExecutionException {
        long from = progress.await(stage, progress.done(stage) + RUN_UP);
        long begin = System.nanoTime();
        Duration own = stage.process().cpu();
        Duration broker = processes.broker().cpu();
        long to = from;
        // Where it was faster than expected, the slice ends with the commands.
        while (System.nanoTime() - begin < atLeast.toNanos() && to < load.sent()) {
            to = progress.await(stage, to + 1);
        }
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
