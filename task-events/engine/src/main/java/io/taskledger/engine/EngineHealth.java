package io.taskledger.engine;

import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether commands and events are taken: part of readiness, never of liveness, as a broker that is away is no reason to kill us. */
record EngineHealth(Engine engine) implements HealthIndicator {

    /** After so long without a heartbeat the group gives our partitions to others; see {@link StreamsSettings}. */
    private static final int SESSION_SECONDS = 6;

    @Override
    public Health health() {
        KafkaStreams streams = engine.streams();
        String failure = engine.failure();
        long silent = streams == null ? 0 : silentThreads(streams);
        boolean up = streams != null && streams.state() == KafkaStreams.State.RUNNING && silent == 0;
        Health.Builder health = up && failure == null ? Health.up() : Health.down();
        health.withDetail(
                "state", streams == null ? "STARTING" : streams.state().name());
        health.withDetail("silentThreads", silent);
        if (failure != null) {
            health.withDetail("stopped", failure);
        }
        return health.build();
    }

    /** Streams stays RUNNING while no broker answers; but no heartbeat goes out. A thread that has sent none yet tells -1. */
    private static long silentThreads(KafkaStreams streams) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .map(Metric::metricValue)
                .filter(ago -> !(ago instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() <= SESSION_SECONDS))
                .count();
    }
}
