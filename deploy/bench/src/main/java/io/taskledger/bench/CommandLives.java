package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Commands as they would come, whole lives of tasks: not one of them is to be refused. The same seed gives the same
 * commands.
 */
final class CommandLives {

    private static final int CLIENTS = 1_000;
    private static final int CREATORS = 5_000;
    private static final int MAX_AMOUNT_MINOR = 1_000_000;
    private static final String UUID_HEAD = "0197a1b2-c3d4-7e5f-8a9b-";

    private static final List<Step> COMPLETED =
            List.of(Step.PUBLISH, Step.ACCEPT, Step.START, Step.UPLOAD, Step.COMPLETE);
    private static final List<Step> CANCELLED =
            List.of(Step.PUBLISH, Step.ACCEPT, Step.START, Step.UPLOAD, Step.REQUEST, Step.CONFIRM);
    private static final List<Step> REFUSED =
            List.of(Step.PUBLISH, Step.ACCEPT, Step.START, Step.REQUEST, Step.REFUSE, Step.UPLOAD, Step.COMPLETE);
    private static final List<Step> WITHDRAWN = List.of(Step.PUBLISH, Step.WITHDRAW);

    private enum Step {
        PUBLISH,
        ACCEPT,
        START,
        UPLOAD,
        REQUEST,
        REFUSE,
        CONFIRM,
        COMPLETE,
        WITHDRAW
    }

    private record Life(int number, int steps) {}

    private final Random random = new Random(20_261_123);
    private final Life[] living;
    private final boolean ordinary;
    private int tasks;
    private int commands;

    private CommandLives(int atOnce, boolean ordinary) {
        this.ordinary = ordinary;
        this.living = new Life[atOnce];
        Arrays.setAll(living, place -> new Life(tasks++, 0));
    }

    /** So many tasks are alive at any time; where it is one, its commands come back to back. */
    static CommandLives of(int atOnce) {
        return new CommandLives(atOnce, true);
    }

    /** Every task ends with its second command. */
    static CommandLives shortest() {
        return new CommandLives(1, false);
    }

    /** So many were made by now. */
    int commands() {
        return commands;
    }

    ProducerRecord<byte[], byte[]> next() {
        int place = living.length == 1 ? 0 : random.nextInt(living.length);
        return next(place);
    }

    /** Of that one of those that are alive: the first call for each publishes it. */
    ProducerRecord<byte[], byte[]> next(int place) {
        Life life = living[place];
        List<Step> plan = plan(life.number);
        CommandEnvelope command = command(life, plan.get(life.steps));
        living[place] = life.steps + 1 < plan.size() ? new Life(life.number, life.steps + 1) : new Life(tasks++, 0);
        return new ProducerRecord<>(
                Topic.COMMANDS.topicName(), command.taskId().value().getBytes(UTF_8), CommandWire.write(command));
    }

    /** The number of the command that caused it, by its id. */
    static int number(String commandId) {
        return Integer.parseInt(commandId, UUID_HEAD.length(), commandId.length(), 10);
    }

    /** Of twenty, fourteen are completed, four cancelled after an upload, one refuses to be, one is withdrawn. */
    private List<Step> plan(int number) {
        return !ordinary
                ? WITHDRAWN
                : switch (number % 20) {
                    case 3, 8, 13, 18 -> CANCELLED;
                    case 10 -> REFUSED;
                    case 15 -> WITHDRAWN;
                    default -> COMPLETED;
                };
    }

    private CommandEnvelope command(Life life, Step step) {
        CreatorId creatorId = new CreatorId("creator-" + life.number * 31L % CREATORS);
        Actor client = new Actor(Role.CLIENT, "client-" + life.number * 17L % CLIENTS);
        Actor creator = new Actor(Role.CREATOR, creatorId.value());
        return switch (step) {
            case PUBLISH ->
                envelope(life, client, new PublishTask(TaskKind.ORDER, amount(life), creatorId, null, null));
            case ACCEPT -> envelope(life, creator, new AcceptTask(null, null));
            case START -> envelope(life, creator, new StartProduction());
            case UPLOAD -> envelope(life, creator, new UploadVideo(new AssetId("asset-" + life.number)));
            case REQUEST -> envelope(life, client, new RequestCancellation(reason()));
            case REFUSE -> envelope(life, creator, new RefuseCancellation("it is nearly done"));
            case CONFIRM -> envelope(life, creator, new ConfirmCancellation());
            case COMPLETE -> envelope(life, client, new CompleteTask());
            case WITHDRAW -> envelope(life, client, new WithdrawTask(reason()));
        };
    }

    private CommandEnvelope envelope(Life life, Actor actor, TaskCommand command) {
        return new CommandEnvelope(
                new CommandId(UUID_HEAD + String.format("%012d", commands++)),
                "/campaigns",
                new TaskId("task-" + life.number),
                "2026-11-22T10:00:00.000Z",
                Trace.NONE,
                actor,
                Channel.PC,
                null,
                command);
    }

    private static Money amount(Life life) {
        return new Money(1 + life.number * 7_919L % MAX_AMOUNT_MINOR, Currency.getInstance("CNY"));
    }

    private static Reason reason() {
        return new Reason(Reason.Code.CHANGE_OF_PLAN, "the campaign was moved");
    }
}
