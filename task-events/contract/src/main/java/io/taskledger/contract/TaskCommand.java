package io.taskledger.contract;

import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.PayeeId;
import org.jspecify.annotations.Nullable;

/** What somebody asks of one task. */
public sealed interface TaskCommand {

    /**
     * The client offers a task.
     *
     * @param amount    1 or more minor units
     * @param creatorId the only creator who may accept; null leaves it open to the first (D22)
     * @param policy    a policy's id; null means the current one
     */
    record PublishTask(
            TaskKind kind,
            Money amount,
            @Nullable CreatorId creatorId,
            @Nullable CampaignId campaignId,
            @Nullable String policy)
            implements TaskCommand {
        public PublishTask {
            if (amount.amountMinor() < 1) {
                throw new IllegalArgumentException("amountMinor must be 1 or more");
            }
        }
    }

    /**
     * A creator, or an MCN for its creator, takes the task.
     *
     * @param creatorId named by an MCN; a creator may leave it out
     * @param payeeId   null means the MCN, else the creator (D18)
     */
    record AcceptTask(
            @Nullable CreatorId creatorId, @Nullable PayeeId payeeId) implements TaskCommand {}

    /** The invited creator says no. */
    record DeclineTask() implements TaskCommand {}

    /** The client takes the offer back before anybody accepted. */
    record WithdrawTask(Reason reason) implements TaskCommand {}

    /** The timer: nobody accepted in time (R13). */
    record ExpireTask() implements TaskCommand {}

    record StartProduction() implements TaskCommand {}

    /** An upload was completed; it implies the start (D12). */
    record UploadVideo(AssetId assetId) implements TaskCommand {}

    /** The client takes the delivered work. */
    record CompleteTask() implements TaskCommand {}

    /** One side wants out; where the other side has asked already, this confirms it (D14). */
    record RequestCancellation(Reason reason) implements TaskCommand {}

    record ConfirmCancellation() implements TaskCommand {}

    record RefuseCancellation(@Nullable String reason) implements TaskCommand {
        public RefuseCancellation {
            Reason.checkText(reason);
        }
    }

    /** The requester's change of mind (D16). */
    record WithdrawCancellation() implements TaskCommand {}

    /** The timer: a reminder is due. */
    record RemindCancellation() implements TaskCommand {}

    /** The timer: the counterparty stayed silent for the whole window (D04). */
    record ExpireCancellation() implements TaskCommand {}

    /**
     * An operator settles a dispute (D06).
     *
     * @param rateBp the creator's part in basis points, with CANCEL only; any integer here, its bounds are the policy's
     */
    record ResolveCancellation(Resolution outcome, @Nullable Long rateBp, CaseRef caseRef) implements TaskCommand {
        public ResolveCancellation {
            if ((outcome == Resolution.CANCEL) != (rateBp != null)) {
                throw new IllegalArgumentException("rateBp goes with outcome CANCEL, and only with it");
            }
        }
    }

    /** How an operator resolves. */
    enum Resolution {
        CANCEL,
        RESUME
    }
}
