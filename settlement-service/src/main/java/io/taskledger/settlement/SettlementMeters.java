package io.taskledger.settlement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.taskledger.contract.Settlement;

/** What finance and operators see of settlements. Counted when settled: an aborted transaction's are counted again. */
final class SettlementMeters {

    private final MeterRegistry meters;

    SettlementMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void settled(Settlement settlement) {
        Tags tags = Tags.of(
                "type", settlement.type().name(),
                "rule", settlement.quote().rule().name(),
                "currency", settlement.quote().total().currency().getCurrencyCode());
        Counter.builder("taskledger.settlements")
                .description("Settlements written; worry when tasks end and this stands still")
                .tags(tags)
                .register(meters)
                .increment();
        Counter.builder("taskledger.settlement.creator.minor")
                .description("Minor units due to creators; worry when it jumps")
                .tags(tags)
                .register(meters)
                .increment((double) settlement.quote().toCreatorMinor());
        Counter.builder("taskledger.settlement.client.minor")
                .description("Minor units going back to clients; worry when it jumps")
                .tags(tags)
                .register(meters)
                .increment((double) settlement.quote().toClientMinor());
    }

    void replayed() {
        Counter.builder("taskledger.settlements.replayed")
                .description(
                        "Ended tasks that came again and were settled before; worry when it grows without a replay")
                .register(meters)
                .increment();
    }
}
