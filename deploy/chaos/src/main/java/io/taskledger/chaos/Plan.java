package io.taskledger.chaos;

import io.taskledger.chaos.Fault.Kind;
import io.taskledger.local.Stack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault happens to whom, when, and for how long: all of it follows from the seed. */
record Plan(List<Step> steps) {

    /** Between two faults, so that some of them meet. */
    private static final int MIN_GAP_MS = 4_000;

    private static final int MAX_GAP_MS = 12_000;

    /** A process that is down is started again after so long. */
    private static final int MIN_DOWN_MS = 1_000;

    private static final int MAX_DOWN_MS = 6_000;

    /** Transactions last 10 s, sessions 6 s, those of brokers 9 s. */
    private static final int MIN_FREEZE_MS = 13_000;

    private static final int MAX_FREEZE_MS = 22_000;

    /** Those with state of their own. */
    static final List<Service> MONEY = List.of(Service.DECIDER, Service.SETTLEMENT, Service.CREATOR);

    /**
     * One fault.
     *
     * @param at     after the beginning
     * @param victim a process by its name, a service by its name, or nobody in particular
     * @param lasts  until it is undone
     */
    record Step(Duration at, Fault fault, String victim, Duration lasts) {}

    /** Every fault comes up once before any comes up again. The last one begins before the time is over. */
    static Plan of(long seed, Duration time) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        List<Fault> deck = new ArrayList<>();
        Duration at = Duration.ofMillis(random.nextInt(MIN_GAP_MS, MAX_GAP_MS));
        while (at.compareTo(time) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(List.of(Fault.values()));
                Collections.shuffle(deck, random);
            }
            Fault fault = deck.removeLast();
            steps.add(new Step(at, fault, victim(fault, random), lasts(fault, random)));
            at = at.plusMillis(random.nextInt(MIN_GAP_MS, MAX_GAP_MS));
        }
        return new Plan(List.copyOf(steps));
    }

    private static String victim(Fault fault, Random random) {
        Service[] services = Service.values();
        return switch (fault.victims) {
            case BROKER -> "kafka-" + (1 + random.nextInt(Brokers.MOST));
            case SERVICE -> instance(services[random.nextInt(services.length)], random);
            case MONEY -> {
                Service service = MONEY.get(random.nextInt(MONEY.size()));
                boolean whole = fault == Fault.REBALANCE || fault == Fault.REBUILD;
                yield whole ? service.lowerCaseName() : instance(service, random);
            }
            case NOBODY -> fault == Fault.OFFSETS_RESET ? Service.SETTLEMENT.lowerCaseName() : "all";
        };
    }

    private static String instance(Service service, Random random) {
        return service.lowerCaseName() + "-" + (1 + random.nextInt(Cluster.INSTANCES));
    }

    private static Duration lasts(Fault fault, Random random) {
        boolean down = fault.name().startsWith("KILL") || fault == Fault.RESTART_BROKER || fault.victims == Kind.MONEY;
        return Duration.ofMillis(
                down ? random.nextInt(MIN_DOWN_MS, MAX_DOWN_MS) : random.nextInt(MIN_FREEZE_MS, MAX_FREEZE_MS));
    }

    /** Whether answers to refused commands may have been forgotten: they are not in the log. */
    boolean rebuilds(Service service) {
        return steps.stream()
                .anyMatch(step -> step.fault == Fault.REBUILD && step.victim.equals(service.lowerCaseName()));
    }
}
