package io.taskledger.projector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the view keeps up: reading has not stopped, partitions are assigned, and Kafka is there. */
record ProjectionHealth(Projection projection, MeterRegistry meters) implements HealthIndicator {

    /** After so long without a heartbeat the group gives our partitions to others; see {@code session.timeout.ms}. */
    private static final int SESSION_SECONDS = 6;

    @Override
    public Health health() {
        String stopped = projection.stopped();
        if (stopped != null) {
            return Health.down().withDetail("stopped", stopped).build();
        }
        if (!projection.isAssigned()) {
            return Health.down().withDetail("state", "no partitions yet").build();
        }
        double silent = silentSeconds();
        return (silent > SESSION_SECONDS ? Health.down() : Health.up())
                .withDetail("lastHeartbeatSecondsAgo", silent)
                .build();
    }

    /** While the broker is away nothing is revoked; but no heartbeat goes out, either. */
    private double silentSeconds() {
        return meters.find("kafka.consumer.coordinator.last.heartbeat.seconds.ago").gauges().stream()
                .mapToDouble(Gauge::value)
                .max()
                .orElse(0);
    }
}
