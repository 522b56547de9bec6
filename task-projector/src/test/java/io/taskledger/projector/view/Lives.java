package io.taskledger.projector.view;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
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
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lives of tasks as chance has it, of a few clients, creators and campaigns, over a few days; sometimes two things happen in
 * the same millisecond.
 */
public final class Lives {

    private static final List<String> CURRENCIES = List.of("CNY", "USD", "JPY");
    private static final int MOST_EVENTS = 12;
    private static final long DAY_MS = 86_400_000;

    private final Random random;
    private final String prefix;
    private final int creators;

    /** Names of clients and so on begin with the prefix. */
    public Lives(Random random, String prefix) {
        this(random, prefix, 4);
    }

    /** Of so many creators. */
    public Lives(Random random, String prefix, int creators) {
        this.random = random;
        this.prefix = prefix;
        this.creators = creators;
    }

    /** Over, or somewhere on its way. */
    public List<EventEnvelope> of(String taskId) {
        List<EventEnvelope> life = new ArrayList<>();
        Instant time = Story.START.plusMillis(random.nextInt(4) * DAY_MS + random.nextInt(8) * 3_600_000L);
        TaskView task = null;
        int most = 1 + random.nextInt(MOST_EVENTS);
        while (life.size() < most && (task == null || task.endedAt() == null)) {
            TaskEvent event = task == null ? published(time) : next(task, time);
            EventEnvelope envelope = new EventEnvelope(
                    new TaskId(taskId),
                    life.size() + 1,
                    time,
                    "c-" + (life.size() + 1),
                    Trace.NONE,
                    random.nextLong(),
                    null,
                    new Actor(pick(Actor.Role.values()), "actor-" + random.nextInt(3)),
                    pick(Channel.values()),
                    event);
            life.add(envelope);
            task = TaskView.fold(task, envelope);
            time = time.plusMillis(random.nextInt(3) * 1_800_123L);
        }
        return life;
    }

    /** What is settled once this has happened. */
    public static Settlement settlement(EventEnvelope last) {
        return switch (last.event()) {
            case TaskCompleted e -> settlement(last, e.clientId(), e.payeeId(), e.quote());
            case TaskCancelled e -> settlement(last, e.clientId(), e.payeeId(), e.quote());
            default -> throw new IllegalArgumentException("not over: " + last);
        };
    }

    private static Settlement settlement(EventEnvelope last, ClientId client, @Nullable PayeeId payee, Quote quote) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(
                Account.CLIENT_HOLD,
                client.value(),
                Direction.DEBIT,
                quote.total().amountMinor()));
        if (quote.toCreatorMinor() > 0) {
            legs.add(new Leg(Account.CREATOR_PAYABLE, "payee", Direction.CREDIT, quote.toCreatorMinor()));
        }
        if (quote.toClientMinor() > 0) {
            legs.add(new Leg(Account.CLIENT_REFUND, client.value(), Direction.CREDIT, quote.toClientMinor()));
        }
        Settlement.Type ofCancelled =
                quote.rateBp() == 0 ? Settlement.Type.NOTHING_DUE : Settlement.Type.COMPENSATION_DUE;
        return new Settlement(
                last.event() instanceof TaskCompleted ? Settlement.Type.PAYOUT_DUE : ofCancelled,
                last.taskId(),
                last.time(),
                Trace.NONE,
                new Settlement.Cause(last.id(), last.type(), last.version()),
                client,
                payee,
                quote,
                legs,
                new Inputs("CLIENT", null, null, 0),
                null,
                LocalDate.ofInstant(last.time(), Settlement.BOOKS),
                new Text("按 " + quote.rule() + " 结算", "settled by " + quote.rule()));
    }

    private TaskPublished published(Instant time) {
        Money amount =
                new Money(1 + random.nextInt(1_000_000), Currency.getInstance(pick(CURRENCIES.toArray(new String[0]))));
        return new TaskPublished(
                pick(TaskKind.values()),
                new ClientId(prefix + "client-" + random.nextInt(4)),
                random.nextBoolean() ? creator() : null,
                random.nextBoolean() ? new CampaignId(prefix + "campaign-" + random.nextInt(3)) : null,
                amount,
                Story.half().policy(),
                time.plusMillis(DAY_MS));
    }

    private CreatorId creator() {
        return new CreatorId(prefix + "creator-" + random.nextInt(creators));
    }

    private TaskEvent next(TaskView task, Instant time) {
        int dice = random.nextInt(6);
        if (task.status() == Status.PUBLISHED) {
            CreatorId creator = task.creatorId() == null ? creator() : new CreatorId(task.creatorId());
            return switch (dice) {
                case 0 ->
                    cancelled(
                            task,
                            task.invited() && random.nextBoolean() ? Cause.DECLINED : Cause.WITHDRAWN,
                            Basis.IMMEDIATE,
                            null,
                            Rule.D02,
                            0);
                case 1 -> cancelled(task, Cause.ACCEPTANCE_TIMEOUT, Basis.IMMEDIATE, null, Rule.R13, 0);
                default -> accepted(creator, dice);
            };
        }
        return task.pending() == null ? working(task, dice, time) : pending(task, dice);
    }

    /** By itself, or by an agency, which may pay out to itself or to the creator. */
    private TaskAccepted accepted(CreatorId creator, int dice) {
        McnId mcn = dice > 3 ? new McnId(prefix + "mcn-" + random.nextInt(2)) : null;
        return new TaskAccepted(creator, mcn, new PayeeId(dice == 4 && mcn != null ? mcn.value() : creator.value()));
    }

    private TaskEvent working(TaskView task, int dice, Instant time) {
        if (dice == 0) {
            return cancelled(task, Cause.PLATFORM, Basis.RESOLVED, Stage.STARTED, Rule.D06, 1 + random.nextInt(10_000));
        }
        if (dice == 1 || dice == 2) {
            return new CancellationRequested(
                    pick(Side.values()),
                    new Reason(pick(Reason.Code.values()), random.nextBoolean() ? "因为 \u0000 \"😀\"" : null),
                    Stage.UPLOADED,
                    task.uploads(),
                    Quote.of(task.amount(), 5_000, Rule.R10, task.policy()),
                    time.plusMillis(3 * DAY_MS));
        }
        return switch (task.status()) {
            case ACCEPTED -> new ProductionStarted();
            case DELIVERED ->
                dice == 3 ? completed(task) : new VideoUploaded(new AssetId("a-" + task.uploads()), task.uploads() + 1);
            default -> new VideoUploaded(new AssetId("a-0"), 1);
        };
    }

    private TaskEvent pending(TaskView task, int dice) {
        return switch (dice) {
            case 0 -> cancelled(task, Cause.CLIENT, Basis.CONFIRMED, Stage.UPLOADED, Rule.R10, 5_000);
            case 1 -> cancelled(task, Cause.CREATOR, Basis.CONFIRMED, Stage.UPLOADED, Rule.R11, 0);
            case 2 -> new CancellationRefused("no");
            case 3 -> new CancellationWithdrawn(null);
            case 4 -> random.nextBoolean() ? new CancellationReminded() : new CancellationEscalated();
            default -> new CancellationResumed(new CaseRef("case-1"));
        };
    }

    private TaskCancelled cancelled(
            TaskView task, Cause cause, Basis basis, @Nullable Stage stage, Rule rule, int rateBp) {
        return new TaskCancelled(
                cause,
                basis,
                stage,
                task.uploads(),
                pick(Attribution.values()),
                new ClientId(task.clientId()),
                task.creatorId() == null ? null : new CreatorId(task.creatorId()),
                task.payeeId() == null ? null : new PayeeId(task.payeeId()),
                null,
                Quote.of(task.amount(), rateBp, rule, task.policy()),
                null);
    }

    private static TaskCompleted completed(TaskView task) {
        String creator = String.valueOf(task.creatorId());
        return new TaskCompleted(
                new ClientId(task.clientId()),
                new CreatorId(creator),
                new PayeeId(String.valueOf(task.payeeId())),
                task.uploads(),
                Quote.of(task.amount(), Quote.FULL_BP, Rule.COMPLETED, task.policy()));
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
