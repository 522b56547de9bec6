package io.taskledger.decider.decision;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.contract.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that stories are told in: one client, one creator, one task of an odd amount. */
final class Words {
    static final Money AMOUNT = new Money(10_001, Currency.getInstance("CNY"));
    static final PolicyRef DEFAULT = Policies.XINGTU_2022_01.ref();
    static final PolicyRef SHORT = Policies.DEMO_SHORT.ref();
    static final Reason REASON = new Reason(Reason.Code.CHANGE_OF_PLAN, "campaign moved");
    private static final ClientId CLIENT = new ClientId("client-7");
    private static final CreatorId CREATOR = new CreatorId("creator-9");
    private static final PayeeId PAYEE = new PayeeId("creator-9");

    private Words() {}

    /** The guide counts in hours. */
    static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    static TaskPublished published(TaskKind kind) {
        return published(kind, CREATOR, DEFAULT, hours(24));
    }

    static TaskPublished openToAll() {
        return published(TaskKind.ORDER, null, DEFAULT, hours(24));
    }

    /** Under demo-short: 4 s to accept, 6 s to confirm, silence is consent. */
    static TaskPublished publishedShort() {
        return published(TaskKind.ORDER, CREATOR, SHORT, Duration.ofSeconds(4));
    }

    static TaskPublished published(
            TaskKind kind, @Nullable CreatorId invited, PolicyRef policy, Duration acceptWithin) {
        return new TaskPublished(kind, CLIENT, invited, null, AMOUNT, policy, Given.START.plus(acceptWithin));
    }

    static TaskAccepted accepted() {
        return new TaskAccepted(CREATOR, null, PAYEE);
    }

    static TaskAccepted acceptedByMcn() {
        return new TaskAccepted(CREATOR, new McnId("mcn-3"), new PayeeId("mcn-3"));
    }

    static VideoUploaded uploaded(String assetId, int uploads) {
        return new VideoUploaded(new AssetId(assetId), uploads);
    }

    static CancellationRequested requested(Side by, Stage stage, Quote quote) {
        int uploads = stage == Stage.UPLOADED ? 1 : 0;
        Duration window = quote.policy().equals(SHORT) ? Policies.DEMO_SHORT.confirmWithin() : hours(72);
        return new CancellationRequested(by, REASON, stage, uploads, quote, Given.START.plus(window));
    }

    static TaskCancelled cancelled(
            Cause cause, Basis basis, @Nullable Stage stage, Attribution attribution, Quote quote) {
        boolean accepted = basis != Basis.IMMEDIATE;
        boolean givesReason = accepted || cause == Cause.WITHDRAWN;
        return new TaskCancelled(
                cause,
                basis,
                stage,
                stage == Stage.UPLOADED ? 1 : 0,
                attribution,
                CLIENT,
                CREATOR,
                accepted ? PAYEE : null,
                givesReason ? REASON.code() : null,
                quote,
                null);
    }

    static TaskCancelled resolved(
            Cause cause, Stage stage, Attribution attribution, Reason.@Nullable Code reasonCode, Quote quote) {
        return new TaskCancelled(
                cause,
                Basis.RESOLVED,
                stage,
                stage == Stage.UPLOADED ? 1 : 0,
                attribution,
                CLIENT,
                CREATOR,
                PAYEE,
                reasonCode,
                quote,
                new CaseRef("case-1"));
    }

    static TaskCompleted completed() {
        return new TaskCompleted(CLIENT, CREATOR, PAYEE, 1, quote(Rule.COMPLETED, 10_000, 10_001, 0));
    }

    static Quote quote(Rule rule, int rateBp, long toCreatorMinor, long toClientMinor) {
        return quote(rule, rateBp, toCreatorMinor, toClientMinor, DEFAULT);
    }

    static Quote quote(Rule rule, int rateBp, long toCreatorMinor, long toClientMinor, PolicyRef policy) {
        return new Quote(AMOUNT, rateBp, toCreatorMinor, toClientMinor, rule, policy);
    }

    static Quote nothing(Rule rule) {
        return quote(rule, 0, 0, 10_001);
    }

    static Quote half() {
        return quote(Rule.R10, 5_000, 5_001, 5_000);
    }

    static CreatorStanding standing(CreatorStatus status, Ban... bans) {
        return new CreatorStanding(CREATOR, 5, status, CreatorKind.CREATOR, null, List.of(bans));
    }

    static CreatorStanding onboarded(Ban... bans) {
        return standing(CreatorStatus.ONBOARDED, bans);
    }

    static CreatorStanding memberOf(String mcnId) {
        return new CreatorStanding(
                CREATOR, 5, CreatorStatus.ONBOARDED, CreatorKind.CREATOR, new McnId(mcnId), List.of());
    }

    /** From so many hours after the start, for so many; null means for good. */
    static Ban ban(String violationId, long from, @Nullable Long hours) {
        Instant begin = Given.START.plus(hours(from));
        return new Ban(new ViolationId(violationId), begin, hours == null ? null : begin.plus(hours(hours)));
    }

    static PublishTask publish() {
        return new PublishTask(TaskKind.ORDER, AMOUNT, CREATOR, null, null);
    }

    static AcceptTask accept() {
        return new AcceptTask(null, null);
    }

    static AcceptTask acceptFor(String creatorId) {
        return new AcceptTask(new CreatorId(creatorId), null);
    }

    static UploadVideo upload(String assetId) {
        return new UploadVideo(new AssetId(assetId));
    }

    static RequestCancellation requestCancellation() {
        return new RequestCancellation(REASON);
    }

    static ResolveCancellation cancelAt(long rateBp) {
        return new ResolveCancellation(Resolution.CANCEL, rateBp, new CaseRef("case-1"));
    }

    static ResolveCancellation resume() {
        return new ResolveCancellation(Resolution.RESUME, null, new CaseRef("case-1"));
    }
}
