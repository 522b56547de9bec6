package io.taskledger.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/** Lets pass what somebody reads. Kafka's clients alone have hundreds of meters that no dashboard and no alert asks for. */
final class ReadMeters implements MeterFilter {

    private static final Set<String> UNREAD = Set.of(
            "kafka.",
            "tomcat.",
            "executor.",
            "spring.kafka.",
            "application.",
            "tasks.",
            "jvm.buffer.",
            "jvm.classes.",
            "jvm.memory.",
            "jvm.threads.",
            "logback.",
            "process.files.",
            "hikaricp.");

    /** Among those. */
    private static final Set<String> READ = Set.of(
            "kafka.consumergroup.lag",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.process.ratio",
            "jvm.memory.usage.after.gc",
            "hikaricp.connections.active",
            "hikaricp.connections.pending",
            // The bench's.
            "jvm.memory.used");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        boolean unread = UNREAD.stream().anyMatch(name::startsWith) && !READ.contains(name);
        return unread ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
