package io.taskledger.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.taskledger.contract.topics.Topic;
import io.taskledger.creator.CreatorTopology;
import io.taskledger.creator.decision.Ladder;
import io.taskledger.decider.Creators;
import io.taskledger.decider.TaskTopology;
import io.taskledger.decider.decision.Policies;
import io.taskledger.settlement.SettlementTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything at once: a broker, who sends commands, all services that need nothing else, and what was found wrong on the way. */
final class World {

    private static final long BEGINNING_MS =
            Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    /** So often everybody may have a turn until all is quiet. */
    private static final int MAX_ROUNDS = 50;

    /** Together longer than any window of any policy, and the last one than any ban that has an end. */
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofSeconds(7),
            Duration.ofHours(24),
            Duration.ofHours(37),
            Duration.ofHours(13),
            Duration.ofDays(100));

    private final Broker broker = new Broker(BEGINNING_MS);
    private final Creators mode;
    private final Trace trace;
    private final Upstream upstream;
    private final Service decider;
    private final Service creators;
    private final Service settlement;
    private final List<String> violations = new ArrayList<>();

    /**
     * Where nothing has happened yet.
     *
     * @param mode         of the decider
     * @param creatorsPlay or nobody knows of any
     */
    World(Set<Fault> faults, Creators mode, boolean creatorsPlay, Trace trace) {
        this.trace = trace;
        this.mode = mode;
        MeterRegistry meters = new CompositeMeterRegistry();
        upstream = new Upstream(broker, creatorsPlay, trace);
        decider = new Service(
                "decider", broker, faults, timer -> new TaskTopology(Policies.SHIPPED, mode, timer, meters));
        creators = new Service(
                "creators", broker, faults, timer -> new CreatorTopology(Ladder.DOUYIN_2022_01, timer, meters));
        settlement = new Service("settlement", broker, faults, timer -> new SettlementTopology(meters));
    }

    Broker broker() {
        return broker;
    }

    Creators mode() {
        return mode;
    }

    Trace trace() {
        return trace;
    }

    Upstream upstream() {
        return upstream;
    }

    Service decider() {
        return decider;
    }

    Service creators() {
        return creators;
    }

    Service settlement() {
        return settlement;
    }

    List<Service> services() {
        return List.of(decider, creators, settlement);
    }

    /** Those with a timer. */
    List<Service> deciders() {
        return List.of(decider, creators);
    }

    /** A creator was reviewed before anything else, and everybody knows. */
    void begin() {
        upstream.review();
        creators.work();
        decider.readCopies();
    }

    void violated(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    /** Everybody is well again and has all that is there; then all windows run out; then everybody asks once more. */
    void comeToRest(boolean restarts) {
        quiet();
        for (Duration window : WINDOWS) {
            broker.pass(window.toMillis());
            for (Service service : deciders()) {
                if (restarts) {
                    // Who starts anew has nothing but what was stored.
                    service.stop();
                    service.heal();
                }
                service.instances().forEach(instance -> instance.punctuate(broker.nowMs()));
            }
            quiet();
        }
        upstream.repeatAll();
        quiet();
    }

    private void quiet() {
        upstream.end(false);
        for (Service service : services()) {
            service.instances().stream().filter(Instance::isFenced).toList().forEach(service::kill);
            service.endHanging();
            service.heal();
            service.instances().forEach(instance -> instance.timer().away(false));
        }
        creators.work();
        decider.readCopies();
        for (int round = 0; !services().stream().allMatch(Service::isDone); round++) {
            if (round == MAX_ROUNDS) {
                violated("it does not come to rest");
                return;
            }
            services().forEach(Service::work);
        }
        trace.say(() -> "      all is quiet: " + (count(Topic.EVENTS) + count(Topic.CREATOR_EVENTS)) + " events");
    }

    private long count(Topic topic) {
        long count = 0;
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            count += broker.log(topic, partition).all().stream()
                    .filter(PartitionLog.Written::isCommitted)
                    .count();
        }
        return count;
    }
}
