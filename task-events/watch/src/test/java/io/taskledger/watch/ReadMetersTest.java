package io.taskledger.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReadMetersTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void filter() {
        meters.config().meterFilter(new ReadMeters());
    }

    @Test
    void what_nobody_reads_is_not_kept() {
        assertThat(kept(
                        "kafka.consumer.fetch.manager.bytes.consumed.total",
                        "tomcat.sessions.created",
                        "jvm.buffer.count",
                        "jvm.classes.loaded",
                        "jvm.memory.committed",
                        "jvm.memory.max",
                        "jvm.threads.live",
                        "logback.events",
                        "process.files.open",
                        "hikaricp.connections",
                        "hikaricp.connections.acquire"))
                .isEmpty();
    }

    @Test
    void what_dashboards_alerts_and_the_bench_read_is_kept() {
        String[] read = {
            "kafka.consumergroup.lag",
            "taskledger.commands",
            "jvm.gc.pause",
            "jvm.info",
            "jvm.memory.usage.after.gc",
            "jvm.memory.used",
            "process.cpu.usage",
            "process.start.time",
            "process.uptime",
            "disk.free",
            "disk.total",
            "http.server.requests",
            "hikaricp.connections.active",
            "hikaricp.connections.pending"
        };
        assertThat(kept(read)).containsExactlyInAnyOrder(read);
    }

    private List<String> kept(String... names) {
        Stream.of(names).forEach(meters::counter);
        return meters.getMeters().stream().map(meter -> meter.getId().getName()).toList();
    }
}
