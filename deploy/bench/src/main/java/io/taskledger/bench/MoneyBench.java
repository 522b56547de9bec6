package io.taskledger.bench;

import io.taskledger.bench.BareLoop.Output;
import io.taskledger.bench.Stage.Service;
import io.taskledger.bench.Turns.Slice;
import io.taskledger.broker.NewTopics;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** The money path: commands decided, beside a loop that only copies; all stages together; latency; what state costs. */
final class MoneyBench {

    /** How much is measured. */
    record Scale(
            int warmUp,
            int rounds,
            Duration slice,
            int together,
            List<Integer> rates,
            Duration rateWarmUp,
            Duration rateFor,
            int tasks) {}

    static final Scale SHORT = new Scale(
            60_000,
            3,
            Duration.ofMillis(400),
            40_000,
            List.of(5_000),
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            50_000);
    static final Scale FULL = new Scale(
            600_000,
            5,
            Duration.ofSeconds(3),
            400_000,
            List.of(1_000, 5_000),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            1_000_000);

    /** Enough to weigh what follows from a command. */
    private static final int SAMPLE = 20_000;

    private static final int PARTITIONS = Topic.DEFAULT_PARTITIONS;
    private static final short ONE_BROKER = 1;

    private final Processes processes;
    private final Progress progress;
    private final Scale scale;
    private final CommandLives lives = CommandLives.of(1);
    private final Load load;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    MoneyBench(Processes processes, Scale scale) {
        this.processes = processes;
        this.progress = new Progress(processes.admin(), PARTITIONS);
        this.scale = scale;
        this.load = new Load(processes, lives);
    }

    Map<String, Object> run() throws Exception {
        processes.createTopics(PARTITIONS);
        Stage decider = Stage.start(processes, Service.DECIDER.pausable(), "decider");
        var unused = decider.awaitReady();
        load.send(SAMPLE);
        progress.await(decider, SAMPLE);
        decider.process().pause();
        double alone = decidedBesideBareLoop(decider);
        Stage settlement = settlementAlone();
        try (Machine view = new Machine(processes)) {
            projectorAlone(view);
            together(decider, settlement, view, alone);
            view.stopProjector();
        }
        latencies(decider);
        figures.put(
                "falseRejections",
                Figures.show("commands refused", Map.of("of", lives.commands(), "refused", decider.refused())));
        decider.process().stop();
        settlement.process().stop();
        progress.close();
        return figures;
    }

    /** A loop that copies what people and services get, one that also copies what the state's changelogs get, the decider. */
    private double decidedBesideBareLoop(Stage decider) throws Exception {
        Outputs outputs = new Outputs(processes, PARTITIONS);
        Stage bare = startBare("bare", outputs.ofContract(SAMPLE));
        Stage bareWithState = startBare("bare-with-state", outputs.withState(SAMPLE, decider.group()));
        for (Stage stage : List.of(bare, bareWithState)) {
            progress.await(stage, SAMPLE);
            stage.process().pause();
        }
        Turns turns = new Turns(processes, progress, load, List.of(bare, bareWithState, decider));
        Map<Stage, List<Slice>> slices = turns.run(scale.warmUp, scale.rounds, scale.slice);
        for (Stage stage : turns.stages()) {
            put(
                    stage.name(),
                    "drained by " + stage.name() + (stage.equals(decider) ? " (goal: 0.5 of bare, then 0.65)" : ""),
                    Turns.json(stage, slices, bare, bareWithState));
        }
        bare.process().resume();
        bare.process().stop();
        bareWithState.process().resume();
        bareWithState.process().stop();
        decider.process().resume();
        progress.await(decider, lives.commands());
        return Turns.median(Objects.requireNonNull(slices.get(decider)));
    }

    private Stage startBare(String name, List<Output> outputs) throws InterruptedException, ExecutionException {
        List<Output> own = outputs.stream()
                .map(output -> output.to(name + "." + output.topic()))
                .toList();
        List<NewTopic> topics = new ArrayList<>();
        for (Output output : own) {
            topics.add(new NewTopic(output.topic(), PARTITIONS, ONE_BROKER)
                    .configs(Topic.EVENTS.create(PARTITIONS, ONE_BROKER).configs()));
        }
        NewTopics.create(progress.admin(), topics);
        return Stage.startBare(processes, name, own);
    }

    /** Over events that are there already; the first two fifths are its warm-up. */
    private Stage settlementAlone() throws Exception {
        Stage settlement = Stage.start(processes, Service.SETTLEMENT, "settlement");
        long end = progress.end(Topic.EVENTS);
        long from = progress.await(settlement, end * 2 / 5);
        long begin = System.nanoTime();
        Duration cpu = settlement.process().cpu();
        long to = progress.await(settlement, end * 19 / 20);
        double seconds = (System.nanoTime() - begin) / 1e9;
        // The rest of the offsets are the transactions' markers.
        double events = (to - from) * (double) lives.commands() / end;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("eventsPerSecond", Math.round(events / seconds));
        json.put(
                "cpuMicrosPerEvent", round(settlement.process().cpu().minus(cpu).toNanos() / 1e3 / events));
        put("settlementAlone", "settlement alone", json);
        return settlement;
    }

    private void projectorAlone(Machine view) throws Exception {
        long end = progress.end(Topic.EVENTS);
        view.startProjector();
        view.awaitProjector();
        while (view.applied() < end / 5) {
            Thread.sleep(50);
        }
        long from = view.applied();
        long begin = System.nanoTime();
        while (view.applied() < end * 19 / 20) {
            Thread.sleep(50);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        put(
                "projectorAlone",
                "projector alone (goal: 20,000)",
                Map.of("recordsPerSecond", Math.round((view.applied() - from) / seconds)));
        awaitView(view);
    }

    private void awaitView(Machine view) throws Exception {
        // Behind the last record there may be a marker in each partition that nobody counts.
        long all = progress.end(Topic.EVENTS) + progress.end(Topic.SETTLEMENTS) - 4 * PARTITIONS;
        while (view.applied() < all) {
            Thread.sleep(50);
        }
    }

    /** From commands to settlements, the view kept up beside it. */
    private void together(Stage decider, Stage settlement, Machine view, double alone) throws Exception {
        decider.process().pause();
        load.send(scale.together);
        decider.process().resume();
        long begin = System.nanoTime();
        progress.await(decider, lives.commands());
        double decidedAfter = (System.nanoTime() - begin) / 1e9;
        progress.await(settlement, progress.end(Topic.EVENTS) - 2 * PARTITIONS);
        double settledAfter = (System.nanoTime() - begin) / 1e9;
        awaitView(view);
        double seenAfter = (System.nanoTime() - begin) / 1e9;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commandsPerSecond", Math.round(scale.together / settledAfter));
        json.put("of decider alone", round(scale.together / settledAfter / alone));
        json.put("decidedAfterSeconds", round(decidedAfter));
        json.put("settledAfterSeconds", round(settledAfter));
        json.put("inViewAfterSeconds", round(seenAfter));
        put("together", "commands to settlements, all three running (goal: 0.6 of the decider alone)", json);
    }

    private void latencies(Stage decider) throws Exception {
        FixedRate fixed = new FixedRate(processes, PARTITIONS, lives);
        for (int rate : scale.rates) {
            Map<String, Object> latency = fixed.measure(rate, scale.rateWarmUp, scale.rateFor);
            latency.forEach((what, json) ->
                    Figures.show(String.format("command due to %s readable, %,d/s", what, rate), cast(json)));
            figures.put("latencyAt" + rate, latency);
            progress.await(decider, lives.commands());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object json) {
        return (Map<String, Object>) json;
    }

    private void put(String name, String what, Map<String, Object> json) {
        figures.put(name, Figures.show(what, json));
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
