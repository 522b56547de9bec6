package io.taskledger.watch;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what was done for somebody who traces it. Where no endpoint is set there is nothing of OpenTelemetry here, and all that it
 * costs is to see that. The parent of a span is the traceparent that came. Ids of spans are drawn by chance: nothing of a span may get
 * into a record of ours.
 */
public final class Spans implements AutoCloseable {

    /** Tells nobody. */
    public static final Spans OFF = new Spans(null);

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;

    private Spans(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk == null ? null : sdk.getTracer("io.taskledger");
    }

    /**
     * As the settings say.
     *
     * @param service  what is shown as the service, unless they say otherwise
     * @param settings of OpenTelemetry, by its own names; without an endpoint there are no spans
     */
    public static Spans of(String service, Map<String, String> settings) {
        if (ENDPOINTS.stream().allMatch(name -> settings.getOrDefault(name, "").isBlank())) {
            return OFF;
        }
        Map<String, String> all =
                new HashMap<>(Map.of("otel.service.name", service, "otel.exporter.otlp.protocol", "http/protobuf"));
        all.putAll(settings);
        // Those are Prometheus' and the console's.
        all.putAll(Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"));
        return new Spans(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesCustomizer(environment -> all)
                .build()
                .getOpenTelemetrySdk());
    }

    public boolean isOff() {
        return tracer == null;
    }

    /** When something begins that may be told of; 0 where nobody is told anything. */
    public long begin() {
        return tracer == null ? 0 : System.nanoTime();
    }

    /**
     * What was done with a record; to be completed and ended by the caller. Null where nobody traces it: there is no traceparent, or
     * none that can be read, or it is not sampled.
     *
     * @param began as {@link #begin} said
     */
    public @Nullable Span ofRecord(
            @Nullable String traceparent, long began, String name, String topic, int partition, long offset) {
        Span span = of(traceparent, began, name, SpanKind.CONSUMER);
        if (span != null) {
            span.setAllAttributes(Attributes.builder()
                    .put("messaging.system", "kafka")
                    .put("messaging.operation.type", "process")
                    .put("messaging.destination.name", topic)
                    .put("messaging.destination.partition.id", Integer.toString(partition))
                    .put("messaging.kafka.offset", offset)
                    .build());
        }
        return span;
    }

    /** What was answered over HTTP; otherwise as {@link #ofRecord}. */
    public @Nullable Span ofRequest(@Nullable String traceparent, long began, String name) {
        return of(traceparent, began, name, SpanKind.SERVER);
    }

    private @Nullable Span of(@Nullable String traceparent, long began, String name, SpanKind kind) {
        if (tracer == null || traceparent == null) {
            return null;
        }
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, Header.ONLY);
        if (!Span.fromContext(parent).getSpanContext().isSampled()) {
            return null;
        }
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(kind)
                .setStartTimestamp(Instant.now().minusNanos(System.nanoTime() - began))
                .startSpan();
    }

    /** The only one of its headers that a record of ours has. */
    private enum Header implements TextMapGetter<String> {
        ONLY;

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals("traceparent") ? traceparent : null;
        }
    }

    /** Sends what is left, for as long as the exporter is patient. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
