package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.CreatorCommandWire;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What creators come to, and what they then want: an order and a crowd task each. Sent without waiting for answers. */
final class CreatorLoad implements AutoCloseable {

    /** So many violations are on the fullest record. */
    static final int LADDER = 4;

    private static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, "operator-1");
    private static final CaseRef CASE = new CaseRef("case-1");
    private static final Reason REASON = new Reason(Reason.Code.OTHER, "load");
    private static final Money AMOUNT = new Money(10_001, Currency.getInstance("CNY"));

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<CommandHead> sent = new ArrayList<>();
    private final List<Future<RecordMetadata>> underWay = new ArrayList<>();

    CreatorLoad(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** What becomes of a creator. */
    enum Fate {
        NOT_REVIEWED(0),
        CLEAN(0),
        WARNED(1),
        BANNED_FOR_A_WEEK(2),
        BANNED_FOR_MONTHS(3),
        BANNED_FOR_GOOD(LADDER),
        /** Every violation that had brought a ban was taken back. */
        FREED(LADDER);

        final int violations;

        Fate(int violations) {
            this.violations = violations;
        }

        static Fate of(int creator) {
            return values()[creator % values().length];
        }

        int bans() {
            return this == FREED ? 0 : Math.max(0, violations - 1);
        }

        boolean takesOrders() {
            return this != NOT_REVIEWED && bans() == 0;
        }
    }

    static String creator(int number) {
        return "creator-" + number;
    }

    static String order(int number) {
        return "order-" + number;
    }

    static String crowdTask(int number) {
        return "crowd-" + number;
    }

    /** They apply, and operators look at them. */
    void review(int creators) throws InterruptedException, ExecutionException {
        for (int i = 0; i < creators; i++) {
            Actor itself = new Actor(Role.CREATOR, creator(i));
            send(i, itself, "apply", new ApplyForOnboarding(new Application(CreatorKind.CREATOR, creator(i), 10_000)));
            if (Fate.of(i) != Fate.NOT_REVIEWED) {
                send(i, OPERATOR, "approve", new ApproveOnboarding(CASE));
            }
            awaitBroker();
        }
    }

    /** All violations, then what is taken back of them: the latest first. */
    void judge(int creators) throws InterruptedException, ExecutionException {
        for (int i = 0; i < creators; i++) {
            Fate fate = Fate.of(i);
            for (int v = 1; v <= fate.violations; v++) {
                send(i, OPERATOR, "v-" + v, new RecordViolation(violation(v), new EvidenceRef("post-" + v)));
            }
            for (int v = fate.violations; fate == Fate.FREED && v > 1; v--) {
                send(i, OPERATOR, "o-" + v, new OverturnViolation(violation(v), CASE));
            }
            awaitBroker();
        }
    }

    private static ViolationId violation(int number) {
        return new ViolationId("v-" + number);
    }

    /** For whoever wants them. */
    void publish(int creators) throws InterruptedException, ExecutionException {
        for (int i = 0; i < creators; i++) {
            send(order(i), CLIENT, "publish", new PublishTask(TaskKind.ORDER, AMOUNT, null, null, null));
            send(crowdTask(i), CLIENT, "publish", new PublishTask(TaskKind.CROWD, AMOUNT, null, null, null));
            awaitBroker();
        }
    }

    /** Each creator wants an order and a crowd task, and drops the latter again. */
    void accept(int creators) throws InterruptedException, ExecutionException {
        for (int i = 0; i < creators; i++) {
            Actor itself = new Actor(Role.CREATOR, creator(i));
            send(order(i), itself, "accept", new AcceptTask(null, null));
            send(crowdTask(i), itself, "accept", new AcceptTask(null, null));
            send(crowdTask(i), itself, "drop", new RequestCancellation(REASON));
            awaitBroker();
        }
    }

    /** Everything once more, as somebody would who is in doubt. */
    void playAgain() throws InterruptedException, ExecutionException {
        for (CommandHead command : List.copyOf(sent)) {
            send(command);
        }
        awaitBroker();
    }

    private void awaitBroker() throws InterruptedException, ExecutionException {
        for (Future<RecordMetadata> one : underWay) {
            one.get();
        }
        underWay.clear();
    }

    /** How many records are in that topic by now. */
    long sent(Topic commands) {
        return sent.stream().filter(command -> topic(command) == commands).count();
    }

    private void send(int creator, Actor by, String id, CreatorCommand command) {
        send(new CreatorCommandEnvelope(
                new CommandId(id),
                "/load",
                new CreatorId(creator(creator)),
                null,
                Trace.NONE,
                by,
                Channel.API,
                null,
                command));
    }

    private void send(String task, Actor by, String id, TaskCommand command) {
        send(new CommandEnvelope(
                new CommandId(id), "/load", new TaskId(task), null, Trace.NONE, by, Channel.API, null, command));
    }

    private void send(CommandHead command) {
        sent.add(command);
        byte[] key = command.subject().value().getBytes(UTF_8);
        byte[] value = switch (command) {
            case CommandEnvelope toTask -> CommandWire.write(toTask);
            case CreatorCommandEnvelope toCreator -> CreatorCommandWire.write(toCreator);
        };
        underWay.add(producer.send(new ProducerRecord<>(topic(command).topicName(), key, value)));
    }

    private static Topic topic(CommandHead command) {
        return command instanceof CommandEnvelope ? Topic.COMMANDS : Topic.CREATOR_COMMANDS;
    }

    @Override
    public void close() {
        producer.close();
    }
}
