package io.taskledger.contract.wire;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.Reason;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import java.util.function.Consumer;

/** The other half of {@link CommandWire}: commands into bytes. */
final class CommandWriter {

    private CommandWriter() {}

    static byte[] write(CommandEnvelope command) {
        return write(command, data -> body(data, command.command()));
    }

    /** Any command: what all of them have, then its own fields. */
    static byte[] write(CommandHead command, Consumer<JsonText> body) {
        return JsonText.write(json -> json.head(
                        command.id().value(),
                        command.type().typeName(),
                        command.source(),
                        command.subject(),
                        command.time())
                .trace(command.trace())
                .data(data -> {
                    data.put("actor", command.actor())
                            .put("channel", command.channel())
                            .put("expectedVersion", command.expectedVersion());
                    body.accept(data);
                }));
    }

    private static void body(JsonText data, TaskCommand command) {
        switch (command) {
            case PublishTask c ->
                data.put("kind", c.kind())
                        .put("amountMinor", c.amount().amountMinor())
                        .put("currency", c.amount().currency().getCurrencyCode())
                        .put("creatorId", c.creatorId())
                        .put("campaignId", c.campaignId())
                        .put("policy", c.policy());
            case AcceptTask c -> data.put("creatorId", c.creatorId()).put("payeeId", c.payeeId());
            case WithdrawTask c -> reason(data, c.reason());
            case RequestCancellation c -> reason(data, c.reason());
            case UploadVideo c -> data.put("assetId", c.assetId());
            case RefuseCancellation c -> data.put("reason", c.reason());
            case ResolveCancellation c ->
                data.put("outcome", c.outcome()).put("rateBp", c.rateBp()).put("caseRef", c.caseRef());
            case DeclineTask c -> {}
            case ExpireTask c -> {}
            case StartProduction c -> {}
            case CompleteTask c -> {}
            case ConfirmCancellation c -> {}
            case WithdrawCancellation c -> {}
            case RemindCancellation c -> {}
            case ExpireCancellation c -> {}
        }
    }

    private static void reason(JsonText data, Reason reason) {
        data.put("reasonCode", reason.code()).put("reason", reason.text());
    }
}
