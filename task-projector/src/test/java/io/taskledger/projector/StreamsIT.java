package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.envelope;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static io.taskledger.projector.view.Story.uploaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Side;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.projector.EventStream.Event;
import io.taskledger.projector.view.Story;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events as they come. */
final class StreamsIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As soon as one is free: those of the test before are, once their end is noticed. */
    private static EventStream open(String path, @Nullable String lastEventId) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            try {
                                return EventStream.open(SHARED.projector(), path, lastEventId);
                            } catch (AssertionError e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        stream -> true);
    }

    private static void awaitEvents(EventStream stream, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stream.events).hasSizeGreaterThanOrEqualTo(count));
    }

    private static List<String> written(List<EventEnvelope> events) {
        return events.stream()
                .map(event -> new String(EventWire.write(event), UTF_8))
                .toList();
    }

    @Test
    void tasks_stream_has_all_that_happened_then_each_event_as_it_comes() throws Exception {
        List<EventEnvelope> events =
                Story.of("live", published(), accepted(), uploaded(1), requested(Side.CLIENT, "改期 😀 \u0000\n\r\n"));
        try (EventStream stream = open("/tasks/live/stream", null)) {
            SHARED.logs().append(events.subList(0, 2));
            awaitEvents(stream, 2);
            SHARED.logs().append(events.subList(2, 4));
            awaitEvents(stream, 4);
            assertThat(stream.ids()).containsExactly("1", "2", "3", "4");
            assertThat(stream.events.stream().map(Event::name))
                    .startsWith("taskledger.TaskPublished.v1", "taskledger.TaskAccepted.v1");
            assertThat(stream.events.stream().map(Event::data)).isEqualTo(written(events));
        }
    }

    @Test
    void tasks_stream_that_broke_goes_on_after_the_last_event_seen() throws Exception {
        SHARED.logs().append(Story.of("broke", published(), accepted(), uploaded(1)));
        SHARED.projector().get("/tasks/broke?minVersion=3");
        try (EventStream stream = open("/tasks/broke/stream", "2")) {
            awaitEvents(stream, 1);
            SHARED.logs().append(List.of(envelope("broke", 4, uploaded(2))));
            awaitEvents(stream, 2);
            assertThat(stream.ids()).containsExactly("3", "4");
        }
    }

    @Test
    void clients_stream_begins_now_and_goes_on_without_loss_or_repetition_wherever_it_broke() throws Exception {
        SHARED.logs().append(Story.of("old", published("watched", "spring")));
        SHARED.projector().awaitVersion("old", 1);
        List<Event> seen = new ArrayList<>();
        List<String> happened = new ArrayList<>();
        String last = null;
        for (int round = 0; round < 5; round++) {
            List<EventEnvelope> events = new ArrayList<>();
            for (int task = 0; task < 6; task++) {
                events.addAll(Story.of("w-" + round + "-" + task, published("watched", "spring"), accepted()));
                events.addAll(Story.of("other-" + round + "-" + task, published("other", "spring")));
            }
            happened.addAll(written(events.stream()
                    .filter(event -> event.taskId().value().startsWith("w-"))
                    .toList()));
            try (EventStream stream = open("/stream?clientId=watched", last)) {
                await().atMost(PATIENCE).until(() -> stream.lastId != null);
                SHARED.logs().append(events);
                // Broken off in the midst of it: only so many were seen.
                awaitEvents(stream, round == 4 ? happened.size() - seen.size() : 5);
                seen.addAll(round == 4 ? stream.events : stream.events.subList(0, 5));
                last = seen.getLast().id();
            }
        }
        assertThat(seen.stream().map(Event::data)).containsExactlyInAnyOrderElementsOf(happened);
    }

    @Test
    void clients_stream_that_broke_before_its_first_event_misses_none() throws Exception {
        String place;
        try (EventStream stream = open("/stream?clientId=patient", null)) {
            await().atMost(PATIENCE).until(() -> stream.lastId != null);
            place = stream.lastId;
        }
        List<EventEnvelope> events = Story.of("patient", published("patient", "spring"));
        SHARED.logs().append(events);
        SHARED.projector().awaitVersion("patient", 1);
        try (EventStream stream = open("/stream?clientId=patient", place)) {
            awaitEvents(stream, 1);
            assertThat(stream.events.stream().map(Event::data)).isEqualTo(written(events));
        }
    }

    @Test
    void client_that_comes_back_sees_the_first_events_of_a_partition_that_had_none_when_it_left() throws Exception {
        List<EventEnvelope> events = IntStream.range(0, 8)
                .mapToObj(task -> envelope("young-" + task, 1, published("young", "spring")))
                .toList();
        SHARED.logs().append(events);
        try (EventStream stream = open("/stream?clientId=young", "@")) {
            awaitEvents(stream, 8);
            assertThat(stream.events.stream().map(Event::data)).containsExactlyInAnyOrderElementsOf(written(events));
        }
    }

    @Test
    void quiet_stream_says_now_and_then_that_it_is_still_there() {
        try (EventStream stream = open("/tasks/quiet/stream", null)) {
            await().atMost(PATIENCE).until(() -> stream.comments.size() >= 3);
            assertThat(stream.comments).startsWith("open", "still here");
            assertThat(stream.events).isEmpty();
        }
    }

    @Test
    void too_many_streams_are_refused_until_one_ends() {
        List<EventStream> open = Stream.generate(() -> open("/tasks/many/stream", null))
                .limit(SharedProjector.MAX_STREAMS)
                .toList();
        assertThat(SHARED.projector().metrics())
                .contains("taskledger_projector_streams " + (double) SharedProjector.MAX_STREAMS);
        HttpResponse<String> refused = SHARED.projector().get("/stream?clientId=many", "Accept", "text/event-stream");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("5");
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("Too many streams are open here");
        open.getFirst().close();
        open("/stream?clientId=many", null).close();
        open.forEach(EventStream::close);
    }

    @Test
    void stopping_service_ends_its_streams_and_does_not_wait_for_them() throws Exception {
        RunningProjector other = SHARED.another();
        EventStream stream = EventStream.open(other, "/tasks/stopping/stream", null);
        long before = System.nanoTime();
        other.close();
        stream.end.get(1, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
}
