package io.taskledger.projector;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.taskledger.projector.DaySums.DaySum;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Shows what was settled on the current business date and the one before: unlike counters it is exact, whoever was restarted. Two
 * days, so that there are few rows; while PostgreSQL does not answer none.
 */
final class DayMeters {

    private static final Logger LOG = LoggerFactory.getLogger(DayMeters.class);

    private final DaySums sums;
    private final MultiGauge settlements;
    private final MultiGauge toCreators;
    private final MultiGauge toClients;

    DayMeters(DaySums sums, MeterRegistry meters) {
        this.sums = sums;
        settlements = MultiGauge.builder("taskledger.settlements.day")
                .description("Settlements of a business date; worry when tasks end and this stands still")
                .register(meters);
        toCreators = MultiGauge.builder("taskledger.settlements.day.creator.minor")
                .description("Minor units due to creators by a business date's settlements; worry when it jumps")
                .register(meters);
        toClients = MultiGauge.builder("taskledger.settlements.day.client.minor")
                .description("Minor units going back to clients by a business date's settlements; worry when it jumps")
                .register(meters);
    }

    /** Less often than the census: it costs what two days have settled. */
    @Scheduled(fixedDelayString = "${taskledger.day-sums-every:1m}")
    void take() {
        take(Instant.now());
    }

    void take(Instant now) {
        try {
            show(sums.ofTwoDays(now));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The days' settlements cannot be added up: {}", e.getMessage());
            show(List.of());
        }
    }

    private void show(List<DaySum> days) {
        CensusMeters.show(settlements, days, DayMeters::tags, DaySum::settlements);
        CensusMeters.show(toCreators, days, DayMeters::tags, DaySum::toCreatorMinor);
        CensusMeters.show(toClients, days, DayMeters::tags, DaySum::toClientMinor);
    }

    private static Tags tags(DaySum day) {
        return Tags.of(
                "business_date", day.businessDate().toString(),
                "day", day.day(),
                "type", day.type(),
                "rule", day.rule(),
                "currency", day.currency());
    }
}
