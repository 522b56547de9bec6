package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.CANCELLATION_PENDING;
import static io.taskledger.contract.RejectionCode.LIMIT_EXCEEDED;
import static io.taskledger.decider.decision.Decision.accept;
import static io.taskledger.decider.decision.Decision.reject;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.Identifier.AssetId;
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
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.decider.decision.Task.Running;

/** What may come of a command once the task is accepted: the work itself; cancelling it is next door. */
final class WorkRules {

    /** More uploads than anybody needs; each is remembered for the task's life. */
    static final int MAX_UPLOADS = 100;

    private WorkRules() {}

    static Decision decide(Running running, Ask ask) {
        if (!fitsState(running, ask.envelope().type())) {
            return ask.wrongState(running);
        }
        if (!running.isParty(ask.actor())) {
            return ask.notAParty();
        }
        if (ask.versionConflicts()) {
            return ask.versionConflict();
        }
        return switch (ask.envelope().command()) {
            case StartProduction c -> unlessPending(running, accept(new ProductionStarted()));
            case UploadVideo c -> unlessPending(running, uploaded(running, c.assetId()));
            case CompleteTask c -> unlessPending(running, accept(Endings.completed(running)));
            case RequestCancellation c -> CancellationRules.requested(running, c.reason(), ask);
            case ConfirmCancellation c -> CancellationRules.confirmed(running, ask);
            case RefuseCancellation c -> CancellationRules.refused(running, c.reason(), ask);
            case WithdrawCancellation c -> CancellationRules.withdrawn(running, ask);
            case RemindCancellation c -> CancellationRules.reminded(running, ask);
            case ExpireCancellation c -> CancellationRules.expired(running, ask);
            case ResolveCancellation c -> CancellationRules.resolved(running, c, ask);
            case PublishTask c -> ask.wrongState(running);
            case AcceptTask c -> ask.wrongState(running);
            case DeclineTask c -> ask.wrongState(running);
            case WithdrawTask c -> ask.wrongState(running);
            case ExpireTask c -> ask.wrongState(running);
        };
    }

    private static boolean fitsState(Running running, CommandType type) {
        return switch (type) {
            case PUBLISH_TASK, ACCEPT_TASK, DECLINE_TASK, WITHDRAW_TASK, EXPIRE_TASK -> false;
            case START_PRODUCTION -> !running.started();
            case COMPLETE_TASK -> !running.uploads().isEmpty();
            case UPLOAD_VIDEO,
                    REQUEST_CANCELLATION,
                    CONFIRM_CANCELLATION,
                    REFUSE_CANCELLATION,
                    WITHDRAW_CANCELLATION,
                    REMIND_CANCELLATION,
                    EXPIRE_CANCELLATION,
                    RESOLVE_CANCELLATION -> true;
        };
    }

    /** An upload seen before is the same upload (D11); the first implies the start (D12). */
    private static Decision uploaded(Running running, AssetId assetId) {
        if (running.uploads().contains(assetId)) {
            return accept();
        }
        if (running.uploads().size() >= MAX_UPLOADS) {
            return reject(LIMIT_EXCEEDED, "A task has at most " + MAX_UPLOADS + " uploads.");
        }
        VideoUploaded uploaded = new VideoUploaded(assetId, running.uploads().size() + 1);
        return running.started() ? accept(uploaded) : accept(new ProductionStarted(), uploaded);
    }

    private static Decision unlessPending(Running running, Decision otherwise) {
        return running.pending() == null
                ? otherwise
                : reject(CANCELLATION_PENDING, "A cancellation is pending; work goes on once it is answered (D03).");
    }
}
