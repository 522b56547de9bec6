package io.taskledger.projector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.taskledger.projector.EventFeed.Entry;
import io.taskledger.projector.EventFeed.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Events as they come, as server-sent events; a stream that broke goes on by {@code Last-Event-ID}. */
@RestController
@Tag(name = "Live")
class StreamController {

    /** Between two looks for news. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A line now and then tells proxies, and us, that the other side is still there. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Then the client connects again, perhaps to another instance. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final EventFeed feed;
    private final Semaphore free;
    private volatile boolean closing;

    StreamController(EventFeed feed, @Value("${taskledger.max-streams:100}") int maxStreams, MeterRegistry meters) {
        this.feed = feed;
        this.free = new Semaphore(maxStreams);
        Gauge.builder("taskledger.projector.streams", free, left -> maxStreams - left.availablePermits())
                .description("Streams open; worry when it nears taskledger.max-streams")
                .register(meters);
    }

    @Operation(summary = "A task's events: all there are, then each as it comes. The id of each is the task's version.")
    @GetMapping(path = "/tasks/{taskId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter task(
            @PathVariable String taskId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Problem.requireId("taskId", taskId);
        return open(feed.ofTask(taskId), lastEventId);
    }

    @Operation(summary = "The events of all tasks of a client, each as it comes, from now or from Last-Event-ID on")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter client(
            @RequestParam String clientId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Problem.requireId("clientId", clientId);
        return open(feed.ofClient(clientId), lastEventId);
    }

    private SseEmitter open(Source source, @Nullable String lastEventId) {
        if (lastEventId != null) {
            source.check(lastEventId);
        }
        if (!free.tryAcquire()) {
            throw Problem.busy("Too many streams are open here; try again, or another instance.", RETRY_AFTER_SECONDS);
        }
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis() + HEARTBEAT.toMillis());
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                run(source, lastEventId == null ? source.start() : lastEventId, emitter);
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                // The other side has gone.
            } catch (DataAccessException e) {
                emitter.completeWithError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                free.release();
            }
        });
        return emitter;
    }

    private void run(Source source, String from, SseEmitter emitter) throws IOException, InterruptedException {
        String place = from;
        long endAt = System.nanoTime() + LONGEST.toNanos();
        long quietSince = System.nanoTime();
        emitter.send(SseEmitter.event().comment("open"));
        while (!closing && System.nanoTime() < endAt) {
            List<Entry> entries = source.after(place);
            for (Entry entry : entries) {
                place = entry.place();
                emitter.send(SseEmitter.event().id(place).name(entry.type()).data(entry.json()));
            }
            if (!entries.isEmpty()) {
                quietSince = System.nanoTime();
                continue;
            }
            if (System.nanoTime() - quietSince > HEARTBEAT.toNanos()) {
                emitter.send(SseEmitter.event().comment("still here"));
                quietSince = System.nanoTime();
            }
            Thread.sleep(LOOK);
        }
    }

    /** Open streams would hold up a graceful stop. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }
}
