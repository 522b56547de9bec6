package io.taskledger.chaos;

import io.taskledger.chaos.Plan.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Does what the plan says, when it says so. A fault waits for another one that has its victim. */
final class Nemesis {

    /** Longest that a fault may take, from when it was due until its victims run again. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Before state is kept that later takes the place of newer one: there is some of it by then. */
    private static final Duration BUSY = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Chronicle chronicle;
    private final StateFaults stateFaults;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Nemesis(Cluster cluster, Chronicle chronicle) {
        this.cluster = cluster;
        this.chronicle = chronicle;
        this.stateFaults = new StateFaults(cluster, chronicle);
    }

    /** Returns when all of it is undone. What could not be done, or undone, is in the list. The plan begins when state is kept. */
    List<String> run(Plan plan) throws InterruptedException, IOException {
        Thread.sleep(BUSY);
        keepState();
        chronicle.say("the state of all money services was kept, to be put back later; faults begin");
        long begin = System.nanoTime();
        List<Thread> underWay = new ArrayList<>();
        for (Step step : plan.steps()) {
            long waitNanos = begin + step.at().toNanos() - System.nanoTime();
            if (waitNanos > 0) {
                Thread.sleep(Duration.ofNanos(waitNanos));
            }
            underWay.add(Thread.ofPlatform()
                    .daemon()
                    .name(step.fault() + " " + step.victim())
                    .start(() -> run(step)));
        }
        for (Thread one : underWay) {
            if (!one.join(PATIENCE)) {
                failures.add(one.getName() + " did not come to its end");
            }
        }
        return List.copyOf(failures);
    }

    private void keepState() throws InterruptedException, IOException {
        List<Node> services = Plan.MONEY.stream()
                .flatMap(service -> cluster.instances(service).stream())
                .toList();
        hold(services);
        try {
            stateFaults.keep(services);
        } finally {
            services.forEach(node -> node.hold.unlock());
        }
    }

    private void run(Step step) {
        List<Node> victims = victims(step);
        try {
            hold(victims);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            chronicle.say(
                    step.fault() + " " + step.victim() + " for " + step.lasts().toMillis() + " ms");
            act(step, victims);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failures.add(step.fault() + " " + step.victim() + ": " + e);
            chronicle.say("could not be done: " + step.fault() + " " + step.victim() + ": " + e);
        } finally {
            victims.forEach(node -> node.hold.unlock());
        }
    }

    /**
     * All or none: whoever held some while it waits for others would keep those that have stopped by themselves from being
     * started again, perhaps the very one that the others need to come to their end.
     */
    private static void hold(List<Node> victims) throws InterruptedException {
        while (!tryHold(victims)) {
            Thread.sleep(LOOK);
        }
    }

    private static boolean tryHold(List<Node> victims) {
        for (int i = 0; i < victims.size(); i++) {
            if (!victims.get(i).hold.tryLock()) {
                victims.subList(0, i).forEach(node -> node.hold.unlock());
                return false;
            }
        }
        return true;
    }

    private List<Node> victims(Step step) {
        return cluster.all().stream()
                .filter(node -> step.victim().equals("all")
                        || node.name().equals(step.victim())
                        || node.name().startsWith(step.victim() + "-"))
                .toList();
    }

    private void act(Step step, List<Node> victims) throws Exception {
        Node first = victims.getFirst();
        Duration lasts = step.lasts();
        switch (step.fault()) {
            case KILL_SERVICE, KILL_BROKER, KILL_ALL -> kill(victims, lasts);
            case FREEZE_SERVICE, FREEZE_BROKER -> freeze(first, lasts);
            case RESTART_BROKER -> restart(first, lasts);
            case CUT_BROKER -> cut(first, lasts, true, true);
            case CUT_FROM_OTHERS -> cut(first, lasts, true, false);
            case CUT_TO_OTHERS -> cut(first, lasts, false, true);
            case STATE_DELETED -> stateFaults.delete(first, lasts);
            case STATE_OLD -> stateFaults.putBack(first, lasts);
            case REBALANCE -> stateFaults.oneMore(step.victim());
            case OFFSETS_RESET -> stateFaults.resetOffsets(victims);
            case REBUILD -> stateFaults.rebuild(step.victim(), victims);
        }
    }

    private static void kill(List<Node> victims, Duration lasts) throws InterruptedException {
        for (Node victim : victims) {
            victim.kill();
        }
        Thread.sleep(lasts);
        victims.forEach(Node::start);
    }

    private static void freeze(Node victim, Duration lasts) throws InterruptedException {
        victim.freeze();
        try {
            Thread.sleep(lasts);
        } finally {
            victim.thaw();
        }
    }

    private static void restart(Node victim, Duration lasts) throws InterruptedException {
        victim.stop();
        Thread.sleep(lasts);
        victim.start();
    }

    private void cut(Node victim, Duration lasts, boolean fromOthers, boolean toOthers) throws InterruptedException {
        int broker = cluster.brokers().idOf(victim);
        Cuts cuts = cluster.brokers().cuts();
        try {
            if (fromOthers) {
                cuts.cutFromOthers(broker);
            }
            if (toOthers) {
                cuts.cutToOthers(broker);
            }
            Thread.sleep(lasts);
        } finally {
            cuts.heal(broker);
        }
    }
}
