package io.taskledger.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.chaos.Story.Line;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks at once, step by step: the next step is sent when the broker has the one before. Nearly a third of all commands
 * are sent twice, and what may not have arrived is sent until it has. It keeps what the broker has acknowledged.
 */
final class Load implements AutoCloseable {

    /** Tasks begun in a second; each takes about five commands. */
    private static final int TASKS_PER_SECOND = 20;

    /** No new ones while so many are under way: an outage must not fill our memory. */
    private static final int MAX_UNDER_WAY = 4_000;

    private static final String ID_PREFIX = "c-";
    private static final int REPEATED_PERCENT = 30;
    private static final int MAX_PAUSE_MS = 2_000;
    private static final int MAX_REPEAT_AFTER_MS = 20_000;
    private static final Duration RESEND_AFTER = Duration.ofSeconds(1);

    private final long seed;
    private final ScheduledExecutorService steps = Executors.newScheduledThreadPool(2);
    /** Two, so that what they send at once has no order. */
    private final List<KafkaProducer<byte[], byte[]>> producers;

    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong tasks = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong races = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean beginning = true;

    /** What was done by now. */
    record Counts(long tasks, long sent, long acknowledged, long repeats, long races, long failed) {}

    Load(String bootstrapServers, long seed) {
        this.seed = seed;
        this.producers = List.of(producer(bootstrapServers), producer(bootstrapServers));
        var unused = steps.scheduleAtFixedRate(this::begin, 0, 1_000_000 / TASKS_PER_SECOND, TimeUnit.MICROSECONDS);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                // Now and then one gives up, and does not know whether it was heard: it sends again.
                "delivery.timeout.ms", 15_000,
                "request.timeout.ms", 5_000,
                // A sender that waits for metadata must not hold up all others for long.
                "max.block.ms", 1_000,
                "linger.ms", 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void begin() {
        if (beginning && underWay.get() < MAX_UNDER_WAY) {
            long number = tasks.getAndIncrement();
            // Each task's story is the seed's, whatever happens to the others.
            Life life = new Life("task-" + number, new Random(seed * 31 + number));
            underWay.incrementAndGet();
            life.goOn();
        }
    }

    /** One task under way. */
    private final class Life {
        private final TaskId taskId;
        private final Random random;
        private final Story story;
        private final AtomicInteger open = new AtomicInteger();
        private int commands;

        Life(String taskId, Random random) {
            this.taskId = new TaskId(taskId);
            this.random = random;
            this.story = new Story(random);
        }

        void goOn() {
            List<Line> step = story.nextStep();
            if (step.isEmpty()) {
                underWay.decrementAndGet();
                return;
            }
            open.set(step.size());
            for (int i = 0; i < step.size(); i++) {
                CommandEnvelope command = command(step.get(i));
                if (step.size() > 1) {
                    races.incrementAndGet();
                }
                send(command, i, this::acknowledged);
                if (random.nextInt(100) < REPEATED_PERCENT) {
                    repeat(command, random.nextInt(2), random.nextBoolean() ? 0 : random.nextInt(MAX_REPEAT_AFTER_MS));
                }
            }
        }

        private void acknowledged() {
            if (open.decrementAndGet() == 0) {
                later(this::goOn, random.nextInt(MAX_PAUSE_MS));
            }
        }

        private void repeat(CommandEnvelope command, int by, int afterMs) {
            underWay.incrementAndGet();
            repeats.incrementAndGet();
            Runnable again = () -> send(command, by, underWay::decrementAndGet);
            if (afterMs == 0) {
                again.run();
            } else {
                later(again, afterMs);
            }
        }

        private CommandEnvelope command(Line line) {
            return new CommandEnvelope(
                    new CommandId(ID_PREFIX + ++commands),
                    "/campaign",
                    taskId,
                    null,
                    Trace.NONE,
                    line.by(),
                    Channel.API,
                    null,
                    line.command());
        }
    }

    private void later(Runnable what, long afterMs) {
        var unused = steps.schedule(what, afterMs, TimeUnit.MILLISECONDS);
    }

    private void send(CommandEnvelope command, int by, Runnable done) {
        sent.incrementAndGet();
        byte[] key = command.taskId().value().getBytes(UTF_8);
        var unused = producers
                .get(by)
                .send(
                        new ProducerRecord<>(Topic.COMMANDS.topicName(), key, CommandWire.write(command)),
                        (where, failure) -> sent(command, by, done, where, failure));
    }

    private void sent(
            CommandEnvelope command,
            int by,
            Runnable done,
            @Nullable RecordMetadata where,
            @Nullable Exception failure) {
        if (failure == null && where != null) {
            acknowledged.put(
                    position(where.partition(), where.offset()),
                    command.taskId().value() + "/" + command.id().value());
            done.run();
        } else {
            failed.incrementAndGet();
            repeats.incrementAndGet();
            later(() -> send(command, by, done), RESEND_AFTER.toMillis());
        }
    }

    /** Or somebody like us: the timer's ids are of another form. */
    static boolean hasSent(String commandId) {
        return commandId.startsWith(ID_PREFIX);
    }

    static long position(int partition, long offset) {
        return offset * Cluster.PARTITIONS + partition;
    }

    /** No new tasks; those under way go on. */
    void pause() {
        beginning = false;
    }

    void resume() {
        beginning = true;
    }

    /** No new tasks; returns when all that were begun are over. Throws {@link IllegalStateException} where that takes too long. */
    void finish(Duration patience) throws InterruptedException {
        beginning = false;
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (underWay.get() > 0) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException(underWay + " tasks could not be sent to their end within "
                        + patience.toSeconds() + " s: the brokers take nothing");
            }
            Thread.sleep(100);
        }
    }

    /** By position: whose command it was. */
    Map<Long, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    Counts counts() {
        return new Counts(tasks.get(), sent.get(), acknowledged.size(), repeats.get(), races.get(), failed.get());
    }

    @Override
    public void close() {
        beginning = false;
        steps.shutdownNow();
        producers.forEach(producer -> producer.close(Duration.ZERO));
    }
}
