package io.taskledger.simulation;

import io.taskledger.decider.Creators;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One history: all of it follows from its seed. A step follows from the seed and its number, so that others can be left out. */
final class History {

    private static final int MIN_STEPS = 15;
    private static final int MAX_STEPS = 60;

    private final long seed;
    private final Set<Fault> faults;
    private final BitSet steps;

    /** In every other history: those of tasks alone would get less far. */
    private final boolean creatorsPlay;

    /** With all its steps. */
    History(long seed, Set<Fault> faults) {
        this(seed, faults, new BitSet());
        steps.set(0, new SplittableRandom(seed).nextInt(MIN_STEPS, MAX_STEPS));
    }

    private History(long seed, Set<Fault> faults, BitSet steps) {
        this.seed = seed;
        this.faults = faults;
        this.steps = steps;
        this.creatorsPlay = seed % 2 == 0;
    }

    /** What came of it. */
    record Outcome(World world, List<String> violations) {}

    /** Plays it, and judges. Whatever stops a service is a violation: nothing here should. */
    Outcome play(Trace trace) {
        World world = new World(faults, mode(), creatorsPlay, trace);
        try {
            if (creatorsPlay && seed % 3 != 0) {
                world.begin();
            }
            if (!creatorsPlay && seed % 5 == 0) {
                world.upstream().waver(new SplittableRandom(seed));
            }
            steps.stream().forEach(number -> step(world, number));
            trace.say(() -> "      everybody comes to rest");
            world.comeToRest(seed / 2 % 2 == 0);
            return new Outcome(world, Judgement.of(world));
        } catch (RuntimeException e) {
            trace.say(() -> "      stopped: " + e);
            return new Outcome(world, List.of("stopped: " + e));
        }
    }

    /** Most of those with creators ask for reviews. */
    private Creators mode() {
        return creatorsPlay && seed % 8 != 0 ? Creators.REVIEWED : Creators.OPEN;
    }

    private void step(World world, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Step step = Step.any(random, creatorsPlay);
        world.trace().say(() -> "%4d  %s".formatted(number, step));
        step.take(world, random);
    }

    boolean fails() {
        return !play(new Trace(false)).violations().isEmpty();
    }

    int length() {
        return steps.cardinality();
    }

    /** A failing history without steps that the failure does not need: halves first, then smaller parts, then one by one. */
    History shrunk() {
        BitSet left = (BitSet) steps.clone();
        for (int part = Math.max(1, left.cardinality() / 2); part > 0; part /= 2) {
            for (int first = 0; first < left.cardinality(); ) {
                BitSet fewer = (BitSet) left.clone();
                int from = first;
                int[] numbers = left.stream().skip(from).limit(part).toArray();
                IntStream.of(numbers).forEach(fewer::clear);
                if (new History(seed, faults, fewer).fails()) {
                    left = fewer;
                } else {
                    first += part;
                }
            }
        }
        return new History(seed, faults, left);
    }

    /** What it is found guilty of, what led there, and how to see it again. */
    String report() {
        Trace trace = new Trace(true);
        Outcome outcome = play(trace);
        StringBuilder report = new StringBuilder();
        boolean holds = outcome.violations().isEmpty();
        report.append("History ").append(seed).append(holds ? " holds: " : " fails, and needs these: ");
        report.append(length()).append(" steps\n");
        trace.lines().forEach(line -> report.append(line).append('\n'));
        outcome.violations()
                .forEach(violation -> report.append("! ").append(violation).append('\n'));
        return report.append("To see it again: deploy/simulation/run --seed ")
                .append(seed)
                .append('\n')
                .toString();
    }
}
