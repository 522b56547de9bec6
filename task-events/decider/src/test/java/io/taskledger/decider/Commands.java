package io.taskledger.decider;

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
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What client-7 and creator-9 send about an order of 100.01 yuan. The first word of each is the task, the second the command's id. */
final class Commands {

    private static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    private static final Actor CREATOR = new Actor(Role.CREATOR, "creator-9");

    private Commands() {}

    static CommandEnvelope publish(String task, String id) {
        return publish(task, id, null);
    }

    static CommandEnvelope publish(String task, String id, @Nullable String policy) {
        Money amount = new Money(10_001, Currency.getInstance("CNY"));
        return by(CLIENT, task, id, new PublishTask(TaskKind.ORDER, amount, new CreatorId("creator-9"), null, policy));
    }

    static CommandEnvelope accept(String task, String id) {
        return by(CREATOR, task, id, new AcceptTask(null, null));
    }

    static CommandEnvelope publishToAll(String task, String id) {
        Money amount = new Money(10_001, Currency.getInstance("CNY"));
        return by(CLIENT, task, id, new PublishTask(TaskKind.ORDER, amount, null, null, null));
    }

    static CommandEnvelope acceptAs(String creator, String task, String id) {
        return by(new Actor(Role.CREATOR, creator), task, id, new AcceptTask(null, null));
    }

    static CommandEnvelope start(String task, String id) {
        return by(CREATOR, task, id, new StartProduction());
    }

    static CommandEnvelope upload(String task, String id, String asset) {
        return by(CREATOR, task, id, new UploadVideo(new AssetId(asset)));
    }

    static CommandEnvelope complete(String task, String id) {
        return by(CLIENT, task, id, new CompleteTask());
    }

    static CommandEnvelope cancel(String task, String id) {
        Reason reason = new Reason(Reason.Code.CHANGE_OF_PLAN, "campaign moved");
        return by(CLIENT, task, id, new RequestCancellation(reason));
    }

    static CommandEnvelope confirm(String task, String id) {
        return by(CREATOR, task, id, new ConfirmCancellation());
    }

    static byte[] key(String task) {
        return task.getBytes(UTF_8);
    }

    private static CommandEnvelope by(Actor actor, String task, String id, TaskCommand command) {
        return new CommandEnvelope(
                new CommandId(id),
                "/campaigns",
                new TaskId(task),
                null,
                new Trace("order-17", null),
                actor,
                Channel.PC,
                null,
                command);
    }
}
