package io.taskledger.contract;

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

/** The names of commands on the wire. They are forever, whatever our classes are called. */
public enum CommandType implements CommandName {
    PUBLISH_TASK("PublishTask"),
    ACCEPT_TASK("AcceptTask"),
    DECLINE_TASK("DeclineTask"),
    START_PRODUCTION("StartProduction"),
    CONFIRM_CANCELLATION("ConfirmCancellation"),
    WITHDRAW_CANCELLATION("WithdrawCancellation"),
    COMPLETE_TASK("CompleteTask"),
    EXPIRE_TASK("ExpireTask"),
    EXPIRE_CANCELLATION("ExpireCancellation"),
    REMIND_CANCELLATION("RemindCancellation"),
    WITHDRAW_TASK("WithdrawTask"),
    REQUEST_CANCELLATION("RequestCancellation"),
    UPLOAD_VIDEO("UploadVideo"),
    REFUSE_CANCELLATION("RefuseCancellation"),
    RESOLVE_CANCELLATION("ResolveCancellation");

    private final String shortName;
    private final String typeName;

    CommandType(String shortName) {
        this.shortName = shortName;
        this.typeName = "taskledger." + shortName + ".v1";
    }

    @Override
    public String shortName() {
        return shortName;
    }

    @Override
    public String typeName() {
        return typeName;
    }

    public static CommandType of(TaskCommand command) {
        return switch (command) {
            case PublishTask c -> PUBLISH_TASK;
            case AcceptTask c -> ACCEPT_TASK;
            case DeclineTask c -> DECLINE_TASK;
            case WithdrawTask c -> WITHDRAW_TASK;
            case ExpireTask c -> EXPIRE_TASK;
            case StartProduction c -> START_PRODUCTION;
            case UploadVideo c -> UPLOAD_VIDEO;
            case CompleteTask c -> COMPLETE_TASK;
            case RequestCancellation c -> REQUEST_CANCELLATION;
            case ConfirmCancellation c -> CONFIRM_CANCELLATION;
            case RefuseCancellation c -> REFUSE_CANCELLATION;
            case WithdrawCancellation c -> WITHDRAW_CANCELLATION;
            case RemindCancellation c -> REMIND_CANCELLATION;
            case ExpireCancellation c -> EXPIRE_CANCELLATION;
            case ResolveCancellation c -> RESOLVE_CANCELLATION;
        };
    }
}
