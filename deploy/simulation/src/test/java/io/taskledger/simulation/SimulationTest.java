package io.taskledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.EventType;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.simulation.PartitionLog.Written;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** By hand: {@code deploy/simulation/run --histories 1000000}. */
final class SimulationTest {

    /** What takes a hundred commands. */
    private static final Set<RejectionCode> NOT_REACHED = EnumSet.of(RejectionCode.LIMIT_EXCEEDED);

    @Test
    void histories_of_crashes_repeats_and_delays_hold() {
        Long seed = Long.getLong("taskledger.simulation.seed");
        long histories = seed == null ? Long.getLong("taskledger.simulation.histories", 10_000) : 1;
        Histories all = new Histories(Set.of());
        OptionalLong failing = all.firstFailing(seed == null ? 1 : seed, histories, done -> {});
        if (failing.isPresent()) {
            fail(all.report(failing.getAsLong()));
        }
    }

    @Test
    void a_seed_gives_the_same_history_each_time() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(contents(seed)).isEqualTo(contents(seed));
        }
    }

    @Test
    void every_event_and_every_refusal_is_reached() {
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        Set<CreatorEventType> creatorEvents = EnumSet.noneOf(CreatorEventType.class);
        Set<RejectionCode> codes = EnumSet.noneOf(RejectionCode.class);
        Set<RejectionCode> reachable = EnumSet.complementOf(EnumSet.copyOf(NOT_REACHED));
        boolean aborted = false;
        boolean all = false;
        for (long seed = 1; seed <= 5_000 && !all; seed++) {
            World world = new History(seed, Set.of()).play(new Trace(false)).world();
            for (Written record : all(world, Topic.EVENTS)) {
                events.add(EventWire.read(value(record)).type());
                aborted |= record.isAborted();
            }
            for (Written record : all(world, Topic.CREATOR_EVENTS)) {
                creatorEvents.add(CreatorEventWire.read(value(record)).type());
            }
            for (Topic results : List.of(Topic.RESULTS, Topic.CREATOR_RESULTS)) {
                for (Written record : all(world, results)) {
                    RejectionCode code = ResultWire.read(value(record)).code();
                    if (code != null) {
                        codes.add(code);
                    }
                }
            }
            all = codes.equals(reachable)
                    && events.size() == EventType.values().length
                    && creatorEvents.size() == CreatorEventType.values().length;
        }
        assertThat(events).containsExactlyInAnyOrder(EventType.values());
        assertThat(creatorEvents).containsExactlyInAnyOrder(CreatorEventType.values());
        assertThat(codes).containsExactlyInAnyOrderElementsOf(reachable);
        assertThat(aborted).isTrue();
    }

    private static byte[] value(Written record) {
        return Objects.requireNonNull(record.value());
    }

    @Test
    void a_failure_is_shown_with_no_more_steps_than_it_takes_and_how_to_see_it_again() {
        Set<Fault> faults = EnumSet.of(Fault.READ_UNCOMMITTED);
        long seed = LongStream.rangeClosed(1, 1_000)
                .filter(one -> new History(one, faults).fails())
                .findFirst()
                .orElseThrow();
        History all = new History(seed, faults);
        assertThat(all.shrunk().length()).isLessThan(all.length());
        assertThat(all.shrunk().fails()).isTrue();
        assertThat(new Histories(faults).report(seed))
                .contains("! ", "SEND", "deploy/simulation/run --seed " + seed + "\n");
    }

    @Test
    void a_wrong_option_is_refused() {
        assertThat(Simulation.run("--histories")).isEqualTo(2);
        assertThat(Simulation.run("--histories", "many")).isEqualTo(2);
        assertThat(Simulation.run("--seeds", "1")).isEqualTo(2);
        assertThat(Simulation.run("--histories", "5", "--first", "7")).isZero();
        assertThat(Simulation.run("--seed", "7")).isZero();
    }

    private static List<String> contents(long seed) {
        World world = new History(seed, Set.of()).play(new Trace(false)).world();
        List<String> contents = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            for (Written record : all(world, topic)) {
                byte[] value = record.value();
                contents.add(topic + "@" + record.timestampMs() + " " + record.isAborted() + " "
                        + (value == null ? "" : HexFormat.of().formatHex(value)));
            }
        }
        return contents;
    }

    private static List<Written> all(World world, Topic topic) {
        List<Written> all = new ArrayList<>();
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            world.broker().log(topic, partition).all().stream()
                    .filter(record -> !record.isMarker())
                    .forEach(all::add);
        }
        return all;
    }
}
