package io.taskledger.projector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.taskledger.projector.Asker.Role;
import io.taskledger.projector.EventFeed.Entry;
import io.taskledger.projector.EventFeed.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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

    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);

    /** Between two looks for news. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Then the client connects again, perhaps to another instance. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final EventFeed feed;
    private final TaskReader tasks;
    private final Semaphore free;
    private final Duration heartbeat;
    private volatile boolean closing;

    /**
     * Streams from a feed.
     *
     * @param heartbeat between two lines that tell proxies, and us, that the other side is still there
     */
    StreamController(
            EventFeed feed,
            TaskReader tasks,
            @Value("${taskledger.max-streams:100}") int maxStreams,
            @Value("${taskledger.stream-heartbeat:15s}") Duration heartbeat,
            MeterRegistry meters) {
        this.feed = feed;
        this.tasks = tasks;
        this.free = new Semaphore(maxStreams);
        this.heartbeat = heartbeat;
        Gauge.builder("taskledger.projector.streams", free, left -> maxStreams - left.availablePermits())
                .description("Streams open; worry when it nears taskledger.max-streams")
                .register(meters);
    }

    @Operation(summary = "A task's events: all there are, then each as it comes. The id of each is the task's version.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = "string", description = "id, event (its type), data (the record)")))
    @GetMapping(path = "/tasks/{taskId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter task(
            @AuthenticationPrincipal Asker asker,
            @PathVariable String taskId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Problem.requireId("taskId", taskId);
        BooleanSupplier allowed = () -> asker.seesAll() || tasks.version(asker, taskId) > 0;
        if (!allowed.getAsBoolean()) {
            throw TaskController.unknown(taskId);
        }
        return open(asker, feed.ofTask(taskId), allowed, lastEventId);
    }

    @Operation(summary = "The events of all tasks of a client, each as it comes, from now or from Last-Event-ID on")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = "string", description = "id, event (its type), data (the record)")))
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter client(
            @AuthenticationPrincipal Asker asker,
            @RequestParam String clientId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Problem.requireId("clientId", clientId);
        if (!asker.seesAll() && !asker.is(Role.CLIENT, clientId)) {
            throw Problem.forbidden(
                    "All tasks of a client are followed by the client itself, operators and finance only.");
        }
        return open(asker, feed.ofClient(clientId), () -> true, lastEventId);
    }

    /** As long as it is allowed: an agency's member may leave it. */
    private SseEmitter open(Asker asker, Source source, BooleanSupplier allowed, @Nullable String lastEventId) {
        if (lastEventId != null) {
            source.check(lastEventId);
        }
        if (!free.tryAcquire()) {
            throw Problem.busy("Too many streams are open here; try again, or another instance.", RETRY_AFTER_SECONDS);
        }
        SseEmitter emitter = new SseEmitter(LONGEST.plus(heartbeat).toMillis());
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                run(asker, source, allowed, lastEventId == null ? source.start() : lastEventId, emitter);
            } catch (IOException e) {
                // The other side has gone.
            } catch (DataAccessException e) {
                LOG.warn("A stream ends, as the view's database does not answer ({})", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("A stream ends", e);
            } finally {
                free.release();
                // Whatever ended it: the client connects again, and goes on where it was.
                emitter.complete();
            }
        });
        return emitter;
    }

    private void run(Asker asker, Source source, BooleanSupplier allowed, String from, SseEmitter emitter)
            throws IOException, InterruptedException {
        String place = from;
        long endAt = System.nanoTime() + LONGEST.toNanos();
        long quietSince = System.nanoTime();
        // With a place, so that a stream that breaks before its first event goes on from here, too.
        emitter.send(SseEmitter.event().id(place).comment("open"));
        while (!closing && System.nanoTime() < endAt && Instant.now().isBefore(asker.until())) {
            List<Entry> entries = source.after(place);
            if (!entries.isEmpty() && !allowed.getAsBoolean()) {
                return;
            }
            for (Entry entry : entries) {
                place = entry.place();
                emitter.send(SseEmitter.event().id(place).name(entry.type()).data(entry.json()));
            }
            if (!entries.isEmpty()) {
                quietSince = System.nanoTime();
                continue;
            }
            if (System.nanoTime() - quietSince > heartbeat.toNanos()) {
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
