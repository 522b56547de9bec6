package io.taskledger.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.stream.Stream;

/** Lets pass what somebody reads. Kafka's clients alone have hundreds of meters that no dashboard and no alert asks for. */
final class ReadMeters implements MeterFilter {

    private static final Set<String> KAFKAS = Set.of(
            "kafka.consumergroup.lag",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.process.ratio");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        boolean unread = name.startsWith("kafka.")
                ? !KAFKAS.contains(name)
                : Stream.of("tomcat.", "executor.", "spring.kafka.", "application.", "tasks.")
                        .anyMatch(name::startsWith);
        return unread ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
