package io.taskledger.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.taskledger.watch.SpanReceiver.Received;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Spans as they come in at an endpoint. */
final class SpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";

    /** Says with a stack trace that nobody listens. */
    private static final Logger EXPORTING = Logger.getLogger("io.opentelemetry");

    private final SpanReceiver receiver = new SpanReceiver();

    @AfterEach
    void close() {
        receiver.close();
        EXPORTING.setLevel(null);
    }

    @Test
    void what_was_done_with_a_record_is_told_in_its_senders_trace() {
        try (Spans spans = on()) {
            ofRecord(spans, SAMPLED)
                    .setAttribute("taskledger.outcome", "ACCEPTED")
                    .end();
        }
        Received span = receiver.received().getFirst();
        assertThat(span.service()).isEqualTo("taskledger-decider");
        assertThat(span.name()).isEqualTo("AcceptTask");
        assertThat(span.kind()).isEqualTo("SPAN_KIND_CONSUMER");
        assertThat(span.trace()).isEqualTo(TRACE);
        assertThat(span.parent()).isEqualTo(PARENT);
        assertThat(span.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", "task.commands")
                .containsEntry("messaging.destination.partition.id", "3")
                .containsEntry("messaging.kafka.offset", "17")
                .containsEntry("taskledger.outcome", "ACCEPTED");
    }

    @Test
    void it_takes_from_where_it_began() {
        try (Spans spans = on()) {
            Objects.requireNonNull(spans.ofRequest(SAMPLED, spans.begin() - 5_000_000_000L, "GET /tasks/{taskId}"))
                    .end();
        }
        Received span = receiver.received().getFirst();
        assertThat(span.kind()).isEqualTo("SPAN_KIND_SERVER");
        assertThat(span.nanos()).isGreaterThanOrEqualTo(5_000_000_000L);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + PARENT + "-00",
                "00-" + TRACE + "-" + PARENT,
                "00-" + TRACE + "-0000000000000000-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E473Z-" + PARENT + "-01",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "nonsense"
            })
    void what_nobody_traces_is_not_told(@Nullable String traceparent) {
        try (Spans spans = on()) {
            assertThat(spans.ofRecord(traceparent, spans.begin(), "AcceptTask", "task.commands", 3, 17))
                    .isNull();
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void without_an_endpoint_there_is_nothing_of_opentelemetry() {
        for (Map<String, String> settings : List.of(
                Map.<String, String>of(),
                Map.of("otel.exporter.otlp.endpoint", ""),
                Map.of("otel.service.name", "somebody"))) {
            Spans spans = Spans.of("taskledger-decider", settings);
            assertThat(spans).isSameAs(Spans.OFF);
            assertThat(spans).hasAllNullFieldsOrProperties();
            assertThat(spans.begin()).isZero();
            assertThat(spans.ofRecord(SAMPLED, 0, "AcceptTask", "task.commands", 3, 17))
                    .isNull();
            spans.close();
        }
    }

    @Test
    void nobody_listens_and_nothing_is_held_up() {
        receiver.close();
        EXPORTING.setLevel(Level.OFF);
        try (Spans spans = on("otel.exporter.otlp.timeout", "500")) {
            for (int i = 0; i < 10_000; i++) {
                ofRecord(spans, SAMPLED).end();
            }
        }
    }

    @Test
    void endpoint_that_is_none_is_refused_at_start() {
        assertThatThrownBy(() -> Spans.of("taskledger-decider", Map.of("otel.exporter.otlp.endpoint", "no endpoint")))
                .hasStackTraceContaining("no endpoint");
    }

    @Test
    void settings_come_from_the_environment_and_from_the_command_line_alike() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("command line", Map.of("otel.service.name", "decider-of-ours")));
        ConfigurationPropertySources.attach(environment);
        try (Spans spans = new WatchConfiguration().spans(environment, "taskledger-decider")) {
            ofRecord(spans, SAMPLED).end();
        }
        assertThat(receiver.received()).extracting(Received::service).containsExactly("decider-of-ours");
    }

    private Spans on(String... more) {
        return Spans.of(
                "taskledger-decider",
                more.length == 0
                        ? Map.of("otel.exporter.otlp.endpoint", receiver.endpoint())
                        : Map.of("otel.exporter.otlp.endpoint", receiver.endpoint(), more[0], more[1]));
    }

    private static Span ofRecord(Spans spans, String traceparent) {
        return Objects.requireNonNull(spans.ofRecord(traceparent, spans.begin(), "AcceptTask", "task.commands", 3, 17));
    }
}
