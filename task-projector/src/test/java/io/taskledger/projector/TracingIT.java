package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Trace;
import io.taskledger.projector.view.Story;
import io.taskledger.watch.SpanReceiver;
import io.taskledger.watch.SpanReceiver.Received;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the projector tells of events that are traced, and of traced questions. */
final class TracingIT {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SENDER = "00f067aa0ba902b7";
    private static final String ASKER = "00f067aa0ba902b8";

    @Test
    void what_is_traced_is_told_of_and_nothing_else() throws Exception {
        Logs logs = new Logs(BROKER);
        logs.createAnew();
        try (SpanReceiver receiver = new SpanReceiver();
                EmbeddedPostgres postgres = FreePostgres.start();
                RunningProjector projector = RunningProjector.start(
                                BROKER,
                                postgres.getJdbcUrl("postgres", "postgres"),
                                "--otel.exporter.otlp.endpoint=" + receiver.endpoint(),
                                "--otel.bsp.schedule.delay=100")
                        .awaitReady()) {
            List<EventEnvelope> events = Story.of("traced", published(), accepted(), uploaded(1));
            logs.append(List.of(
                    traced(events.get(0), null),
                    traced(events.get(1), traceparent(SENDER, "01")),
                    traced(events.get(2), traceparent(SENDER, "00"))));
            projector.awaitVersion("traced", 3);

            projector.get("/tasks/traced", "traceparent", traceparent(ASKER, "01"));
            projector.get("/tasks/traced", "traceparent", traceparent(ASKER, "00"));
            projector.get("/tasks/nobody", "traceparent", traceparent(ASKER, "01"));
            projector.get("/nothing-here", "traceparent", traceparent(ASKER, "01"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(4));

            assertThat(receiver.received())
                    .extracting(
                            Received::name,
                            Received::parent,
                            span -> span.attributes().get("http.response.status_code"))
                    .containsExactlyInAnyOrder(
                            tuple("show", SENDER, null),
                            tuple("GET /tasks/{taskId}", ASKER, "200"),
                            tuple("GET /tasks/{taskId}", ASKER, "404"),
                            tuple("GET /**", ASKER, "404"));
            assertThat(receiver.received()).extracting(Received::trace).containsOnly(TRACE);
            assertThat(receiver.received()).extracting(Received::service).containsOnly("taskledger-projector");
            assertThat(receiver.received())
                    .filteredOn(span -> span.name().equals("show"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes())
                            .containsEntry("taskledger.task.id", "traced")
                            .containsEntry("messaging.destination.name", "task.events")
                            .containsEntry("messaging.kafka.offset", "1"));
        }
    }

    private static EventEnvelope traced(EventEnvelope event, @Nullable String traceparent) {
        return new EventEnvelope(
                event.taskId(),
                event.version(),
                event.time(),
                event.causationId(),
                new Trace(null, traceparent),
                event.commandHash(),
                event.commandPosition(),
                event.actor(),
                event.channel(),
                event.event());
    }

    private static String traceparent(String parent, String flags) {
        return "00-" + TRACE + "-" + parent + "-" + flags;
    }
}
