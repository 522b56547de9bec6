package io.taskledger.contract;

import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened to one task, in order. Facts are only ever added. */
public sealed interface TaskEvent {

    /**
     * The client offers the task.
     *
     * @param acceptBy the first instant at which it is too late to accept (D07)
     */
    record TaskPublished(
            TaskKind kind,
            ClientId clientId,
            @Nullable CreatorId creatorId,
            @Nullable CampaignId campaignId,
            Money amount,
            PolicyRef policy,
            Instant acceptBy)
            implements TaskEvent {}

    /**
     * A creator took the task.
     *
     * @param standing of the creator as it was known then; null for a crowd task, and where nothing was known
     */
    record TaskAccepted(
            CreatorId creatorId, @Nullable McnId mcnId, PayeeId payeeId, CreatorStanding.@Nullable Seen standing)
            implements TaskEvent {

        /** Without a standing. */
        public TaskAccepted(CreatorId creatorId, @Nullable McnId mcnId, PayeeId payeeId) {
            this(creatorId, mcnId, payeeId, null);
        }
    }

    record ProductionStarted() implements TaskEvent {}

    /**
     * A video was uploaded.
     *
     * @param uploads how many distinct ones by now
     */
    record VideoUploaded(AssetId assetId, int uploads) implements TaskEvent {}

    /**
     * One side wants out.
     *
     * @param stage     how far production was
     * @param quote     holds until the request ends, whatever happens meanwhile (D03)
     * @param confirmBy the end of the counterparty's window
     */
    record CancellationRequested(
            Side requestedBy, Reason reason, Stage stage, int uploads, Quote quote, Instant confirmBy)
            implements TaskEvent {}

    record CancellationRefused(@Nullable String reason) implements TaskEvent {}

    record CancellationWithdrawn(@Nullable String reason) implements TaskEvent {}

    record CancellationReminded() implements TaskEvent {}

    /** The window passed in silence: an operator's turn (D04). */
    record CancellationEscalated() implements TaskEvent {}

    /** An operator lets the task go on. */
    record CancellationResumed(CaseRef caseRef) implements TaskEvent {}

    /**
     * The task ended without completion. Complete in itself: settling needs no earlier event.
     *
     * @param stage     as it was when requested; null before acceptance
     * @param creatorId who accepted; before acceptance who was invited, if anybody
     * @param payeeId   null before acceptance
     */
    record TaskCancelled(
            Cause cause,
            Basis basis,
            @Nullable Stage stage,
            int uploads,
            Attribution attributableTo,
            ClientId clientId,
            @Nullable CreatorId creatorId,
            @Nullable PayeeId payeeId,
            Reason.@Nullable Code reasonCode,
            Quote quote,
            @Nullable CaseRef caseRef)
            implements TaskEvent {}

    /** The client took the work. Complete in itself, like {@link TaskCancelled}. */
    record TaskCompleted(ClientId clientId, CreatorId creatorId, PayeeId payeeId, int uploads, Quote quote)
            implements TaskEvent {}

    /** How far production was (R09, D01, R10). */
    enum Stage {
        NOT_STARTED,
        STARTED,
        UPLOADED
    }

    /** Who or what ended the task. */
    enum Cause {
        CLIENT,
        CREATOR,
        PLATFORM,
        ACCEPTANCE_TIMEOUT,
        WITHDRAWN,
        DECLINED
    }

    /** On what ground a cancellation took effect. */
    enum Basis {
        CONFIRMED,
        CROSS_REQUEST,
        DEEMED,
        DROPPED,
        RESOLVED,
        IMMEDIATE
    }

    /** Whose doing it was (D27). */
    enum Attribution {
        CLIENT,
        CREATOR,
        PLATFORM,
        MUTUAL
    }
}
