package io.taskledger.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class ReadMetersTest {

    @Test
    void what_nobody_reads_is_not_kept() {
        MeterRegistry meters = new SimpleMeterRegistry();
        meters.config().meterFilter(new ReadMeters());
        meters.counter("kafka.consumer.fetch.manager.bytes.consumed.total");
        meters.counter("kafka.consumergroup.lag");
        meters.counter("tomcat.sessions.created");
        meters.counter("taskledger.commands");
        meters.counter("jvm.gc.pause");
        assertThat(meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
                .containsExactlyInAnyOrder("kafka.consumergroup.lag", "taskledger.commands", "jvm.gc.pause");
    }
}
