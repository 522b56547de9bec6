package io.taskledger.local;

import static io.taskledger.contract.EventType.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whole lives of tasks, sent without waiting for answers; how each must end is known beforehand. */
final class TaskLoad implements AutoCloseable {
    private static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    private static final Actor CREATOR = new Actor(Role.CREATOR, "creator-9");
    private static final Reason REASON = new Reason(Reason.Code.OTHER, "load");
    private static final int MAX_AMOUNT_MINOR = 1_000_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random;
    private final List<Life> lives = new ArrayList<>();
    private long sent;

    TaskLoad(String bootstrapServers, long seed) {
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private record Line(Actor by, TaskCommand command) {}

    /** What is sent after the publication, and how it must end: the creator's part in percent, and the events. */
    record Plot(Rule rule, int percent, List<Line> lines, List<EventType> events) {}

    private static final List<Plot> PLOTS = List.of(
            new Plot(
                    Rule.R09,
                    0,
                    List.of(accept(), asks(CLIENT), says(CREATOR, new ConfirmCancellation())),
                    List.of(TASK_PUBLISHED, TASK_ACCEPTED, CANCELLATION_REQUESTED, TASK_CANCELLED)),
            new Plot(
                    Rule.R10,
                    50,
                    List.of(accept(), start(), upload(), asks(CLIENT), says(CREATOR, new ConfirmCancellation())),
                    List.of(
                            TASK_PUBLISHED,
                            TASK_ACCEPTED,
                            PRODUCTION_STARTED,
                            VIDEO_UPLOADED,
                            CANCELLATION_REQUESTED,
                            TASK_CANCELLED)),
            new Plot(
                    Rule.R11,
                    0,
                    List.of(accept(), upload(), asks(CREATOR), asks(CLIENT)),
                    List.of(
                            TASK_PUBLISHED,
                            TASK_ACCEPTED,
                            PRODUCTION_STARTED,
                            VIDEO_UPLOADED,
                            CANCELLATION_REQUESTED,
                            TASK_CANCELLED)),
            new Plot(
                    Rule.D02,
                    0,
                    List.of(says(CLIENT, new WithdrawTask(REASON))),
                    List.of(TASK_PUBLISHED, TASK_CANCELLED)),
            new Plot(
                    Rule.COMPLETED,
                    100,
                    List.of(accept(), upload(), says(CLIENT, new CompleteTask())),
                    List.of(TASK_PUBLISHED, TASK_ACCEPTED, PRODUCTION_STARTED, VIDEO_UPLOADED, TASK_COMPLETED)));

    /** A task that was sent: so many different commands, some of them twice. */
    record Life(String taskId, Plot plot, long amountMinor, int commands) {
        /** Rounded half up, by arithmetic of the test's own. */
        long toCreatorMinor() {
            return (amountMinor * plot.percent + 50) / 100;
        }
    }

    /** Sends so many whole lives, a tenth of the commands twice, task by task, and returns when the broker has all of them. */
    void play(int tasks) throws InterruptedException, ExecutionException {
        for (int i = 0; i < tasks; i++) {
            for (Future<RecordMetadata> one : life()) {
                one.get();
            }
        }
    }

    /** Sends everything once more, as somebody would who is in doubt. */
    void playAgain() throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> again = new ArrayList<>();
        for (Life life : lives) {
            List<Line> lines = lines(life.plot, life.amountMinor);
            for (int i = 0; i < lines.size(); i++) {
                again.add(send(life.taskId, "c-" + i, lines.get(i)));
            }
        }
        for (Future<RecordMetadata> one : again) {
            one.get();
        }
    }

    List<Life> lives() {
        return List.copyOf(lives);
    }

    /** How many records were sent in all. */
    long sent() {
        return sent;
    }

    private List<Future<RecordMetadata>> life() {
        String taskId = "task-" + lives.size();
        Plot plot = PLOTS.get(random.nextInt(PLOTS.size()));
        long amountMinor = 1L + random.nextInt(MAX_AMOUNT_MINOR);
        List<Line> lines = lines(plot, amountMinor);
        List<Future<RecordMetadata>> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            records.add(send(taskId, "c-" + i, lines.get(i)));
            if (random.nextInt(10) == 0) {
                records.add(send(taskId, "c-" + i, lines.get(i)));
            }
        }
        lives.add(new Life(taskId, plot, amountMinor, lines.size()));
        return records;
    }

    private static List<Line> lines(Plot plot, long amountMinor) {
        Money amount = new Money(amountMinor, Currency.getInstance("CNY"));
        List<Line> lines = new ArrayList<>();
        lines.add(says(CLIENT, new PublishTask(TaskKind.ORDER, amount, null, null, null)));
        lines.addAll(plot.lines);
        return lines;
    }

    private Future<RecordMetadata> send(String taskId, String id, Line line) {
        sent++;
        CommandEnvelope command = new CommandEnvelope(
                new CommandId(id),
                "/load",
                new TaskId(taskId),
                null,
                Trace.NONE,
                line.by(),
                Channel.API,
                null,
                line.command());
        return producer.send(
                new ProducerRecord<>(Topic.COMMANDS.topicName(), taskId.getBytes(UTF_8), CommandWire.write(command)));
    }

    private static Line says(Actor by, TaskCommand command) {
        return new Line(by, command);
    }

    private static Line accept() {
        return says(CREATOR, new AcceptTask(null, null));
    }

    private static Line start() {
        return says(CREATOR, new StartProduction());
    }

    private static Line upload() {
        return says(CREATOR, new UploadVideo(new AssetId("a-1")));
    }

    private static Line asks(Actor by) {
        return says(by, new RequestCancellation(REASON));
    }

    @Override
    public void close() {
        producer.close();
    }
}
