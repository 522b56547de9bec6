package io.taskledger.projector.view;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent;
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
import io.taskledger.contract.Text;
import io.taskledger.contract.Trace;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happened to a task: client-7's, offered to creator-9, for 100.01; one event a minute. */
public final class Story {

    public static final Instant START = Instant.parse("2026-11-22T10:00:00.000Z");

    private static final Money AMOUNT = new Money(10_001, Currency.getInstance("CNY"));
    private static final PolicyRef POLICY = new PolicyRef("xingtu-2022-01", 1);

    private Story() {}

    /** The events with their versions from 1 on. */
    public static List<EventEnvelope> of(String taskId, TaskEvent... events) {
        return IntStream.range(0, events.length)
                .mapToObj(i -> envelope(taskId, i + 1, events[i]))
                .toList();
    }

    public static EventEnvelope envelope(String taskId, long version, TaskEvent event) {
        return new EventEnvelope(
                new TaskId(taskId),
                version,
                START.plusSeconds(60 * (version - 1)),
                "c-" + version,
                Trace.NONE,
                1,
                null,
                new Actor(Role.CLIENT, "client-7"),
                Channel.API,
                event);
    }

    /** The same at another time. */
    public static EventEnvelope at(Instant time, EventEnvelope event) {
        return new EventEnvelope(
                event.taskId(),
                event.version(),
                time,
                event.causationId(),
                event.trace(),
                event.commandHash(),
                event.commandPosition(),
                event.actor(),
                event.channel(),
                event.event());
    }

    public static TaskPublished published() {
        return published("client-7", "spring");
    }

    public static TaskPublished published(String client, String campaign) {
        return published(client, TaskKind.ORDER, new CreatorId("creator-9"), campaign);
    }

    static TaskPublished published(TaskKind kind, @Nullable CreatorId invited) {
        return published("client-7", kind, invited, "spring");
    }

    /** Open where nobody is invited. */
    public static TaskPublished published(@Nullable CreatorId invited) {
        return published(TaskKind.ORDER, invited);
    }

    private static TaskPublished published(String client, TaskKind kind, @Nullable CreatorId invited, String campaign) {
        return new TaskPublished(
                kind,
                new ClientId(client),
                invited,
                new CampaignId(campaign),
                AMOUNT,
                POLICY,
                START.plusSeconds(86_400));
    }

    /** An order, for that creator. */
    public static TaskPublished invited(String creator) {
        return published("client-7", TaskKind.ORDER, new CreatorId(creator), "spring");
    }

    public static TaskAccepted accepted() {
        return accepted("creator-9");
    }

    public static TaskAccepted accepted(String creator) {
        return new TaskAccepted(new CreatorId(creator), null, new PayeeId(creator));
    }

    static TaskAccepted acceptedByMcn() {
        return new TaskAccepted(new CreatorId("creator-9"), new McnId("mcn-3"), new PayeeId("mcn-3"));
    }

    public static VideoUploaded uploaded(int uploads) {
        return new VideoUploaded(new AssetId("a-" + uploads), uploads);
    }

    public static CancellationRequested requested(Side side, @Nullable String text) {
        return new CancellationRequested(
                side,
                new Reason(Reason.Code.CHANGE_OF_PLAN, text),
                Stage.UPLOADED,
                1,
                half(),
                START.plusSeconds(86_400 * 3));
    }

    public static Quote half() {
        return Quote.of(AMOUNT, 5_000, Rule.R10, POLICY);
    }

    public static TaskCancelled cancelled() {
        return new TaskCancelled(
                Cause.CLIENT,
                Basis.CONFIRMED,
                Stage.UPLOADED,
                1,
                Attribution.CLIENT,
                new ClientId("client-7"),
                new CreatorId("creator-9"),
                new PayeeId("creator-9"),
                Reason.Code.CHANGE_OF_PLAN,
                half(),
                null);
    }

    /** What the settlement service makes of {@link #cancelled()}, as a task's fifth event. */
    public static Settlement settlement(String taskId) {
        EventEnvelope last = envelope(taskId, 5, cancelled());
        return new Settlement(
                Settlement.Type.COMPENSATION_DUE,
                last.taskId(),
                last.time(),
                Trace.NONE,
                new Settlement.Cause(last.id(), last.type(), last.version()),
                cancelled().clientId(),
                cancelled().payeeId(),
                half(),
                List.of(
                        new Leg(Account.CLIENT_HOLD, "client-7", Direction.DEBIT, 10_001),
                        new Leg(Account.CREATOR_PAYABLE, "creator-9", Direction.CREDIT, 5_001),
                        new Leg(Account.CLIENT_REFUND, "client-7", Direction.CREDIT, 5_000)),
                new Inputs("CLIENT", Basis.CONFIRMED, Stage.UPLOADED, 1),
                Attribution.CLIENT,
                LocalDate.parse("2026-11-22"),
                new Text("R10", "R10"));
    }

    static TaskCompleted completed() {
        return completed("creator-9");
    }

    public static TaskCompleted completed(String creator) {
        return new TaskCompleted(
                new ClientId("client-7"),
                new CreatorId(creator),
                new PayeeId(creator),
                1,
                Quote.of(AMOUNT, Quote.FULL_BP, Rule.COMPLETED, POLICY));
    }
}
