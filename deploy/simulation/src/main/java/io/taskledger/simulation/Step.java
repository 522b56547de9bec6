package io.taskledger.simulation;

import io.taskledger.engine.LostState;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What may happen next. How often is in the weights: mostly work, now and then a disaster. */
enum Step {
    SEND(34, Step::send),
    ALL_IS_DECIDED(14, (world, random) -> world.decider().work()),
    DECIDE(14, (world, random) -> poll(world.decider(), random)),
    COMMIT_DECISIONS(8, (world, random) -> any(world.decider(), random).commit()),
    ALL_IS_SETTLED(3, (world, random) -> world.settlement().work()),
    SETTLE(6, (world, random) -> poll(world.settlement(), random)),
    COMMIT_SETTLEMENTS(6, (world, random) -> any(world.settlement(), random).commit()),
    MOMENTS_PASS(5, (world, random) -> world.broker().pass(random.nextInt(900))),
    SECONDS_PASS(4, (world, random) -> world.broker().pass(1_000L * random.nextInt(8))),
    HOURS_PASS(2, (world, random) -> world.broker().pass(random.nextInt(80 * 3_600_000))),
    CLOCK_IS_SET_BACK(2, (world, random) -> world.broker().pass(-random.nextInt(3_000))),
    TIMER_LOOKS(8, Step::timer),
    TIMER_CANNOT_SEND(1, (world, random) -> any(world.decider(), random).timer().away(random.nextBoolean())),
    DECIDER_IS_KILLED(3, (world, random) -> world.decider().kill(any(world.decider(), random))),
    SETTLEMENT_IS_KILLED(2, (world, random) -> world.settlement().kill(any(world.settlement(), random))),
    DECISIONS_ARE_ABORTED(3, (world, random) -> any(world.decider(), random).abort()),
    SETTLEMENTS_ARE_ABORTED(
            2, (world, random) -> any(world.settlement(), random).abort()),
    DECIDER_IS_FENCED(2, (world, random) -> any(world.decider(), random).fence()),
    SETTLEMENT_IS_FENCED(1, (world, random) -> any(world.settlement(), random).fence()),
    PARTITIONS_MOVE(3, Step::move),
    ALL_ARE_WELL_AGAIN(5, Step::heal),
    TRANSACTIONS_TIME_OUT(2, Step::timeOut),
    OFFSETS_ARE_FORGOTTEN(1, Step::forget),
    STATE_IS_LOST(1, Step::lose);

    private static final List<Step> BY_WEIGHT = List.of(values()).stream()
            .flatMap(step -> Collections.nCopies(step.weight, step).stream())
            .toList();

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

    static Step any(RandomGenerator random) {
        return BY_WEIGHT.get(random.nextInt(BY_WEIGHT.size()));
    }

    void take(World world, RandomGenerator random) {
        act.take(world, random);
    }

    private static Instance any(Service service, RandomGenerator random) {
        return service.instances().get(random.nextInt(service.instances().size()));
    }

    private static Service either(World world, RandomGenerator random) {
        return random.nextBoolean() ? world.decider() : world.settlement();
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

    /** By the clock of a machine, which may be ten minutes off, or a little. */
    private static void timer(World world, RandomGenerator random) {
        int off = random.nextInt(4) == 0 ? 600_000 : 300;
        any(world.decider(), random).punctuate(world.broker().nowMs() + random.nextInt(-off, off));
    }

    private static void move(World world, RandomGenerator random) {
        Service service = either(world, random);
        service.assign(random.nextInt(Broker.PARTITIONS), any(service, random));
    }

    private static void heal(World world, RandomGenerator random) {
        either(world, random).heal();
    }

    private static void timeOut(World world, RandomGenerator random) {
        either(world, random).endHanging();
        world.upstream().end(random.nextBoolean());
    }

    private static void forget(World world, RandomGenerator random) {
        Service service = either(world, random);
        service.stop();
        if (service.kept().knowsWhatItRefused()) {
            service.kept().forgetOffsets();
        }
        service.heal();
    }

    /** It must not go on without: it says so, and is rebuilt. */
    private static void lose(World world, RandomGenerator random) {
        Service service = either(world, random);
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
