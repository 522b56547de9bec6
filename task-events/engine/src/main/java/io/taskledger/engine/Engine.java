package io.taskledger.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.watch.Spans;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Runs one service: checks the topics, rebuilds if told to, then processes until it is stopped. Whatever is unexpected
 * stops it for good: a single writer that is not sure writes nothing.
 */
final class Engine implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Longest wait for what is being processed when the service is stopped. */
    private static final Duration CLOSE = Duration.ofSeconds(20);

    /** Out of the group at once: who takes over, or is started again, need not wait until the session has run out. */
    private static final CloseOptions CLOSING =
            CloseOptions.timeout(CLOSE).withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    /** By then what the failed thread left open is committed or aborted everywhere: longer than transaction.timeout.ms. */
    private static final Duration SETTLED = Duration.ofSeconds(12);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final LedgerService service;
    private final EngineSettings settings;
    private final KafkaProperties kafka;
    private final MeterRegistry meters;
    private final Spans spans;
    private final ApplicationEventPublisher events;
    private final StreamsMeters streamsMeters;
    private final StandbyLag standbyLag;
    private final boolean rebuild;
    private final Trouble trouble;

    private volatile @Nullable Thread starting;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics metrics;
    private volatile @Nullable String failure;

    Engine(
            LedgerService service,
            EngineSettings settings,
            KafkaProperties kafka,
            MeterRegistry meters,
            Spans spans,
            ApplicationEventPublisher events,
            boolean rebuild) {
        this.service = service;
        this.settings = settings;
        this.kafka = kafka;
        this.meters = meters;
        this.spans = spans;
        this.events = events;
        this.streamsMeters = new StreamsMeters(meters);
        this.standbyLag = new StandbyLag(meters);
        this.rebuild = rebuild;
        this.trouble = new Trouble(settings.longestTrouble(), System::nanoTime);
    }

    /** The service has stopped itself, and says why. */
    record Failed(String reason) {}

    /** In a thread of its own: health answers from the beginning. */
    @Override
    public synchronized void start() {
        failure = null;
        starting = Thread.ofPlatform().name("engine-start").start(this::run);
    }

    private void run() {
        // Streams makes it once Kafka has answered, or says why it cannot; how full its disk is can be seen before.
        settings.stateDir().toFile().mkdirs();
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            TopicCheck topics = Patience.ask(() ->
                    TopicCheck.run(admin, service.topics(), settings.topics().replication()));
            Surroundings surroundings = new Surroundings(
                    topics,
                    new TopicEnds(service.input(), service.output(), kafka.buildConsumerProperties()),
                    new StateStores(settings.store(), settings.topics().replication()),
                    spans);
            Map<String, Object> config = StreamsSettings.of(settings, kafka.buildStreamsProperties());
            Topology topology = service.topology(new Topology(), surroundings);
            Changelogs changelogs = Changelogs.of(topology, settings.applicationId());
            LocalState local = new LocalState(settings, changelogs);
            if (rebuild) {
                var unused = Patience.ask(() -> rebuild(admin, changelogs, surroundings, config));
            }
            KafkaStreams next = new KafkaStreams(topology, new StreamsConfig(config));
            if (!rebuild) {
                local.forgetIfOfOthers(Patience.ask(() -> changelogs.ids(admin)), next);
            }
            process(next);
            follow(local, admin, next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            fail(reason(e), e);
        }
    }

    /** From its beginning, also where an earlier try was given up. */
    private boolean rebuild(Admin admin, Changelogs changelogs, Surroundings surroundings, Map<String, Object> config)
            throws InterruptedException, ExecutionException {
        Topology topology = service.rebuildTopology(new Topology(), surroundings);
        try (KafkaStreams fold = new KafkaStreams(topology, new StreamsConfig(config))) {
            String group = settings.applicationId();
            int partitions = surroundings.topics().partitions();
            new Rebuild(admin, group, changelogs, service.output(), partitions, surroundings.ends())
                    .run(fold, streamsMeters);
        }
        return true;
    }

    private synchronized void process(KafkaStreams next) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        next.setUncaughtExceptionHandler(this::failed);
        next.setStateListener((now, before) -> {
            streamsMeters.onChange(now, before);
            if (now == KafkaStreams.State.ERROR && failure == null) {
                String reason = "the thread that copies others' topics has ended";
                fail(reason, new IllegalStateException(reason));
            }
        });
        next.setGlobalStateRestoreListener(streamsMeters);
        next.setStandbyUpdateListener(standbyLag);
        KafkaStreamsMetrics bound = new KafkaStreamsMetrics(next);
        bound.bindTo(meters);
        metrics = bound;
        streams = next;
        next.start();
        standbyLag.follow(next);
    }

    /** Kafka's being away is no reason to stop, unless it comes to no end. In the thread that failed. */
    private StreamThreadExceptionResponse failed(Throwable cause) {
        if (!Passing.isCauseOf(cause)) {
            fail(reason(cause), cause);
        } else if (!trouble.mayPass(hasCommitted())) {
            String reason = reason(cause);
            fail("Kafka has been failing us for more than " + settings.longestTrouble() + ": " + reason, cause);
        } else {
            LOG.warn("Kafka was away, or has forgotten us; a new thread goes on in {}", SETTLED, cause);
            LockSupport.parkNanos(SETTLED.toNanos());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Whether this stream thread has, since it was made. */
    private boolean hasCommitted() {
        KafkaStreams running = streams;
        String thread = Thread.currentThread().getName();
        return running != null
                && running.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals("commit-total"))
                        .filter(metric ->
                                thread.equals(metric.metricName().tags().get("thread-id")))
                        .anyMatch(metric -> metric.metricValue() instanceof Double commits && commits > 0);
    }

    /** Once all is restored. Where the changelogs cannot be asked now, all is restored from them at the next start. */
    private static void follow(LocalState local, Admin admin, KafkaStreams running) throws InterruptedException {
        while (running.state() != KafkaStreams.State.RUNNING) {
            if (running.state().isShuttingDown() || running.state().hasCompletedShutdown()) {
                return;
            }
            Thread.sleep(LOOK);
        }
        try {
            local.follow(admin);
        } catch (IOException | ExecutionException e) {
            LOG.warn(
                    "Which changelogs the local state follows could not be kept ({}): the next start restores it",
                    e.getMessage());
        }
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof LostState)) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void fail(String reason, Throwable cause) {
        LOG.error("Stopped: {}", reason, cause);
        failure = reason;
        events.publishEvent(new Failed(reason));
    }

    /** Null while it has not failed. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Null before it began to process. */
    @Nullable
    KafkaStreams streams() {
        return streams;
    }

    @Override
    public void stop() {
        Thread thread = starting;
        if (thread != null) {
            thread.interrupt();
            awaitEnd(thread);
        }
        synchronized (this) {
            KafkaStreams running = streams;
            if (running != null && !running.close(CLOSING)) {
                LOG.warn("Did not stop within {}; what was not committed will be decided again", CLOSE);
            }
            KafkaStreamsMetrics bound = metrics;
            if (bound != null) {
                bound.close();
            }
            streams = null;
            starting = null;
        }
    }

    /** A rebuild under way still writes to the state's directory. */
    private static void awaitEnd(Thread starting) {
        try {
            if (!starting.join(CLOSE)) {
                LOG.warn("The start did not end within {}", CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }
}
