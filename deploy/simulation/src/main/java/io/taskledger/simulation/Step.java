package io.taskledger.simulation;

import io.taskledger.engine.LostState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What may happen next. How often is in the weights: mostly work, now and then a disaster. */
enum Step {
    SEND(34, Step::send),
    ALL_IS_DECIDED(14, (world, random) -> world.decider().work()),
    DECIDE(14, (world, random) -> poll(world.decider(), random)),
    COMMIT_DECISIONS(8, (world, random) -> any(world.decider(), random).commit()),
    ALL_ABOUT_CREATORS_IS_DECIDED(8, (world, random) -> world.creators().work()),
    DECIDE_ABOUT_CREATORS(6, (world, random) -> poll(world.creators(), random)),
    COMMIT_DECISIONS_ABOUT_CREATORS(
            4, (world, random) -> any(world.creators(), random).commit()),
    STANDINGS_ARE_READ(12, Step::readStandings),
    ALL_IS_SETTLED(3, (world, random) -> world.settlement().work()),
    SETTLE(6, (world, random) -> poll(world.settlement(), random)),
    COMMIT_SETTLEMENTS(6, (world, random) -> any(world.settlement(), random).commit()),
    MOMENTS_PASS(5, (world, random) -> world.broker().pass(random.nextInt(900))),
    SECONDS_PASS(4, (world, random) -> world.broker().pass(1_000L * random.nextInt(8))),
    HOURS_PASS(2, (world, random) -> world.broker().pass(random.nextInt(80 * 3_600_000))),
    WEEKS_PASS(2, (world, random) -> world.broker().pass(random.nextInt(100) * 86_400_000L)),
    A_BAN_IS_OVER(3, Step::untilABanIsOver),
    CLOCK_IS_SET_BACK(2, (world, random) -> world.broker().pass(-random.nextInt(3_000))),
    TIMER_LOOKS(8, Step::timer),
    TIMER_CANNOT_SEND(
            1, (world, random) -> any(decider(world, random), random).timer().away(random.nextBoolean())),
    DECIDER_IS_KILLED(3, (world, random) -> world.decider().kill(any(world.decider(), random))),
    CREATORS_DECIDER_IS_KILLED(2, (world, random) -> world.creators().kill(any(world.creators(), random))),
    SETTLEMENT_IS_KILLED(2, (world, random) -> world.settlement().kill(any(world.settlement(), random))),
    DECISIONS_ARE_ABORTED(3, (world, random) -> any(world.decider(), random).abort()),
    DECISIONS_ABOUT_CREATORS_ARE_ABORTED(
            2, (world, random) -> any(world.creators(), random).abort()),
    SETTLEMENTS_ARE_ABORTED(
            2, (world, random) -> any(world.settlement(), random).abort()),
    DECIDER_IS_FENCED(2, (world, random) -> any(world.decider(), random).fence()),
    CREATORS_DECIDER_IS_FENCED(
            1, (world, random) -> any(world.creators(), random).fence()),
    SETTLEMENT_IS_FENCED(1, (world, random) -> any(world.settlement(), random).fence()),
    PARTITIONS_MOVE(3, Step::move),
    ALL_ARE_WELL_AGAIN(5, Step::heal),
    TRANSACTIONS_TIME_OUT(2, Step::timeOut),
    OFFSETS_ARE_FORGOTTEN(1, Step::forget),
    STATE_IS_LOST(1, Step::lose);

    private static final Set<Step> ABOUT_CREATORS = EnumSet.of(
            ALL_ABOUT_CREATORS_IS_DECIDED,
            DECIDE_ABOUT_CREATORS,
            COMMIT_DECISIONS_ABOUT_CREATORS,
            STANDINGS_ARE_READ,
            WEEKS_PASS,
            A_BAN_IS_OVER,
            CREATORS_DECIDER_IS_KILLED,
            DECISIONS_ABOUT_CREATORS_ARE_ABORTED,
            CREATORS_DECIDER_IS_FENCED);

    private static final List<Step> BY_WEIGHT = byWeight(EnumSet.allOf(Step.class));
    private static final List<Step> OF_TASKS_ONLY = byWeight(EnumSet.complementOf(EnumSet.copyOf(ABOUT_CREATORS)));

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Act act;

    private interface Act {
        void take(World world, RandomGenerator random);
    }

    Step(int weight, Act act) {
        this.weight = weight;
        this.act = act;
    }

    private static List<Step> byWeight(Set<Step> steps) {
        return steps.stream()
                .flatMap(step -> Collections.nCopies(step.weight, step).stream())
                .toList();
    }

    static Step any(RandomGenerator random, boolean creatorsPlay) {
        List<Step> steps = creatorsPlay ? BY_WEIGHT : OF_TASKS_ONLY;
        return steps.get(random.nextInt(steps.size()));
    }

    void take(World world, RandomGenerator random) {
        act.take(world, random);
    }

    private static Instance any(Service service, RandomGenerator random) {
        return service.instances().get(random.nextInt(service.instances().size()));
    }

    private static Service one(World world, RandomGenerator random) {
        return world.services().get(random.nextInt(world.services().size()));
    }

    private static Service decider(World world, RandomGenerator random) {
        return world.deciders().get(random.nextInt(world.deciders().size()));
    }

    private static void send(World world, RandomGenerator random) {
        int commands = 1 + random.nextInt(3);
        String id = "c-" + Integer.toHexString(random.nextInt());
        for (int n = 0; n < commands; n++) {
            world.upstream().send(random, id + "." + n);
        }
    }

    private static void poll(Service service, RandomGenerator random) {
        Instance instance = any(service, random);
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            instance.poll(partition, random.nextInt(8));
        }
    }

    /** Not in the order in which they were published: partitions go at their own pace. */
    private static void readStandings(World world, RandomGenerator random) {
        Instance instance = any(world.decider(), random);
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            instance.readCopies(partition, random.nextInt(4));
        }
    }

    /** To the millisecond, if somebody is banned; who then wants an order at once. */
    private static void untilABanIsOver(World world, RandomGenerator random) {
        List<Long> ends = world.upstream().endsOfBans();
        if (!ends.isEmpty()) {
            world.broker()
                    .pass(ends.get(random.nextInt(ends.size())) - world.broker().nowMs());
            world.upstream().order(random, "o-" + Integer.toHexString(random.nextInt()));
        }
    }

    /** By the clock of a machine, which may be ten minutes off, or a little. */
    private static void timer(World world, RandomGenerator random) {
        int off = random.nextInt(4) == 0 ? 600_000 : 300;
        any(decider(world, random), random).punctuate(world.broker().nowMs() + random.nextInt(-off, off));
    }

    private static void move(World world, RandomGenerator random) {
        Service service = one(world, random);
        service.assign(random.nextInt(Broker.PARTITIONS), any(service, random));
    }

    private static void heal(World world, RandomGenerator random) {
        one(world, random).heal();
    }

    private static void timeOut(World world, RandomGenerator random) {
        one(world, random).endHanging();
        world.upstream().end(random.nextBoolean());
    }

    private static void forget(World world, RandomGenerator random) {
        Service service = one(world, random);
        service.stop();
        if (service.kept().knowsWhatItRefused()) {
            service.kept().forgetOffsets();
        }
        service.heal();
    }

    /** It must not go on without: it says so, and is rebuilt. */
    private static void lose(World world, RandomGenerator random) {
        Service service = one(world, random);
        service.stop();
        int partition = random.nextInt(Broker.PARTITIONS);
        List<String> stores = service.kept().stores(partition);
        if (service.hasWritten(partition) && service.kept().knowsWhatItRefused()) {
            boolean all = random.nextBoolean();
            service.kept().loseState(partition, all ? null : stores.get(random.nextInt(stores.size())));
            world.trace()
                    .say(() -> "      " + service + ", partition " + partition + ", " + (all ? "all" : "one store"));
            if (!refuses(service, partition)) {
                world.violated("state was lost, and nobody noticed");
            }
            service.rebuild();
        }
        service.heal();
    }

    private static boolean refuses(Service service, int partition) {
        try {
            service.instances().getFirst().take(partition);
            return false;
        } catch (LostState expected) {
            return true;
        }
    }
}
