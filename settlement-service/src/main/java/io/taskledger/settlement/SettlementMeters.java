package io.taskledger.settlement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.watch.Latency;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What finance and operators see of settlements. Counted when settled: an aborted transaction's are counted again. */
final class SettlementMeters {

    private final MeterRegistry meters;
    private final Counter replayed;
    private final Latency latency;

    // Looking one up in the registry costs more than counting.
    private final Map<Kind, Counters> settled = new ConcurrentHashMap<>();

    /**
     * What is counted together.
     *
     * @param basis why it was cancelled; null where it was completed
     */
    private record Kind(
            Settlement.Type type,
            Rule rule,
            Currency currency,
            @Nullable Basis basis) {}

    private record Counters(Counter settlements, Counter toCreators, Counter toClients) {}

    SettlementMeters(MeterRegistry meters) {
        this.meters = meters;
        this.replayed = Counter.builder("taskledger.settlements.replayed")
                .description(
                        "Ended tasks that came again and were settled before; worry when it grows without a replay")
                .register(meters);
        this.latency = new Latency(
                meters,
                "taskledger.event.to.settlement",
                "From a last event's append until it is settled; readable within commit.interval.ms more. Worry when fewer"
                        + " than 99 % take less than 200 ms");
    }

    void settled(Settlement settlement) {
        Kind kind = new Kind(
                settlement.type(),
                settlement.quote().rule(),
                settlement.quote().total().currency(),
                settlement.inputs().basis());
        Counters counters = settled.computeIfAbsent(kind, this::counters);
        counters.settlements.increment();
        counters.toCreators.increment((double) settlement.quote().toCreatorMinor());
        counters.toClients.increment((double) settlement.quote().toClientMinor());
    }

    private Counters counters(Kind kind) {
        Tags tags = Tags.of(
                "type", kind.type.name(),
                "rule", kind.rule.name(),
                "currency", kind.currency.getCurrencyCode(),
                "basis", kind.basis == null ? "NONE" : kind.basis.name());
        return new Counters(
                Counter.builder("taskledger.settlements")
                        .description("Settlements written; worry when tasks end and this stands still")
                        .tags(tags)
                        .register(meters),
                Counter.builder("taskledger.settlement.creator.minor")
                        .description("Minor units due to creators; worry when it jumps")
                        .tags(tags)
                        .register(meters),
                Counter.builder("taskledger.settlement.client.minor")
                        .description("Minor units going back to clients; worry when it jumps")
                        .tags(tags)
                        .register(meters));
    }

    void replayed() {
        replayed.increment();
    }

    /** See {@link Latency#done}. */
    void took(long appendedMs, long nowMs, boolean replay) {
        latency.done(appendedMs, nowMs, replay);
    }
}
