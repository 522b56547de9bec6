package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CampaignId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
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
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as they would come: whole lives of tasks, many of them at once, so that the next event is hardly ever of the same
 * task; a settlement behind each end. Half of the tasks are one client's. The same seed gives the same records.
 */
final class Lives {

    private static final int CLIENTS = 1_000;
    private static final int CREATORS = 5_000;
    private static final int CAMPAIGNS = 500;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MS_PER_EVENT = 1_500;
    private static final PolicyRef POLICY = new PolicyRef("xingtu-2022-01", 1);

    private final Random random = new Random(20_261_123);
    private final Life[] living;
    private @Nullable ProducerRecord<byte[], byte[]> settlement;
    private final List<Integer> begun = new ArrayList<>();
    private int tasks;
    private long events;

    /** A task, and how many of its events there have been. */
    private record Life(String taskId, String client, String creator, Quote quote, int number, int version) {
        Life next() {
            return new Life(taskId, client, creator, quote, number, version + 1);
        }
    }

    /** So many are on their way at any time. */
    Lives(int atOnce) {
        living = new Life[atOnce];
        Arrays.setAll(living, place -> born());
    }

    /** So many tasks have begun. */
    int begun() {
        return begun.size();
    }

    /** The id of the task that began as that one, from 0 on. */
    String begun(int place) {
        return taskId(begun.get(place));
    }

    private static String taskId(int number) {
        return "task-" + number;
    }

    /** What happened to all creators before they had tasks: they are known, so that lists have them. */
    static List<ProducerRecord<byte[], byte[]>> creators() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < CREATORS; i++) {
            CreatorKind kind = i % 100 == 0 ? CreatorKind.STAR : CreatorKind.CREATOR;
            records.add(record("creator-" + i, 1, new OnboardingApplied(new Application(kind, "creator " + i, i))));
            records.add(record("creator-" + i, 2, new OnboardingApproved(new CaseRef("case-" + i))));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(String creator, int version, CreatorEvent fact) {
        CreatorEventEnvelope event = new CreatorEventEnvelope(
                new CreatorId(creator),
                version,
                BEGIN,
                "c-" + version,
                Trace.NONE,
                version,
                null,
                new Actor(Role.OPERATOR, "operator-1"),
                Channel.API,
                fact);
        return new ProducerRecord<>(
                Topic.CREATOR_EVENTS.topicName(), creator.getBytes(UTF_8), CreatorEventWire.write(event));
    }

    /** The next record of tasks' events or settlements. */
    ProducerRecord<byte[], byte[]> next() {
        if (settlement != null) {
            ProducerRecord<byte[], byte[]> due = settlement;
            settlement = null;
            return due;
        }
        int place = random.nextInt(living.length);
        Life life = living[place].next();
        if (life.version == 1) {
            begun.add(life.number);
        }
        EventEnvelope event = event(life, BEGIN.plusMillis(events++ * MS_PER_EVENT));
        living[place] = event.type().isTerminal() ? born() : life;
        if (event.type().isTerminal()) {
            settlement = record(Topic.SETTLEMENTS, life, SettlementWire.write(settlement(life, event)));
        }
        return record(Topic.EVENTS, life, EventWire.write(event));
    }

    /** Seven of ten are completed, two cancelled after an upload, one is withdrawn. */
    private Life born() {
        int number = tasks++;
        String client = number % 2 == 0 ? "client-0" : "client-" + random.nextInt(CLIENTS);
        Money amount = new Money(1 + random.nextInt(1_000_000), Currency.getInstance("CNY"));
        Quote quote = switch (number % 10) {
            case 7, 8 -> Quote.of(amount, 5_000, Rule.R10, POLICY);
            case 9 -> Quote.of(amount, 0, Rule.D02, POLICY);
            default -> Quote.of(amount, Quote.FULL_BP, Rule.COMPLETED, POLICY);
        };
        return new Life(taskId(number), client, "creator-" + random.nextInt(CREATORS), quote, number, 0);
    }

    private static EventEnvelope event(Life life, Instant time) {
        return new EventEnvelope(
                new TaskId(life.taskId),
                life.version,
                time,
                "0197a1b2-c3d4-7e5f-8a9b-" + String.format("%012d", life.number * 10L + life.version),
                Trace.NONE,
                life.number * 31L + life.version,
                "AbCdEfGhIjKlMnOpQrStUv/" + life.number % 12 + "/" + life.number,
                new Actor(Role.CLIENT, life.client),
                Channel.API,
                fact(life, time));
    }

    private static TaskEvent fact(Life life, Instant time) {
        ClientId client = new ClientId(life.client);
        CreatorId creator = new CreatorId(life.creator);
        PayeeId payee = new PayeeId(life.creator);
        Rule rule = life.quote.rule();
        return switch (life.version) {
            case 1 ->
                new TaskPublished(
                        life.number % 200 == 1 ? TaskKind.CROWD : TaskKind.ORDER,
                        client,
                        creator,
                        life.number % 4 == 0 ? new CampaignId("campaign-" + life.number / 4 % CAMPAIGNS) : null,
                        life.quote.total(),
                        POLICY,
                        time.plusSeconds(86_400));
            case 2 ->
                rule == Rule.D02
                        ? new TaskCancelled(
                                Cause.WITHDRAWN,
                                Basis.IMMEDIATE,
                                null,
                                0,
                                Attribution.CLIENT,
                                client,
                                creator,
                                null,
                                Reason.Code.CHANGE_OF_PLAN,
                                life.quote,
                                null)
                        : new TaskAccepted(creator, null, payee);
            case 3 -> new ProductionStarted();
            case 4 -> new VideoUploaded(new AssetId("a-1"), 1);
            case 5 ->
                rule == Rule.COMPLETED
                        ? new TaskCompleted(client, creator, payee, 1, life.quote)
                        : new CancellationRequested(
                                Side.CLIENT,
                                new Reason(Reason.Code.CHANGE_OF_PLAN, "the campaign was moved"),
                                Stage.UPLOADED,
                                1,
                                life.quote,
                                time.plusSeconds(259_200));
            default ->
                new TaskCancelled(
                        Cause.CLIENT,
                        Basis.CONFIRMED,
                        Stage.UPLOADED,
                        1,
                        Attribution.CLIENT,
                        client,
                        creator,
                        payee,
                        Reason.Code.CHANGE_OF_PLAN,
                        life.quote,
                        null);
        };
    }

    private static Settlement settlement(Life life, EventEnvelope end) {
        Quote quote = life.quote;
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(
                Account.CLIENT_HOLD, life.client, Direction.DEBIT, quote.total().amountMinor()));
        if (quote.toCreatorMinor() > 0) {
            legs.add(new Leg(Account.CREATOR_PAYABLE, life.creator, Direction.CREDIT, quote.toCreatorMinor()));
        }
        if (quote.toClientMinor() > 0) {
            legs.add(new Leg(Account.CLIENT_REFUND, life.client, Direction.CREDIT, quote.toClientMinor()));
        }
        boolean completed = quote.rule() == Rule.COMPLETED;
        boolean withdrawn = quote.rule() == Rule.D02;
        return new Settlement(
                completed
                        ? Settlement.Type.PAYOUT_DUE
                        : withdrawn ? Settlement.Type.NOTHING_DUE : Settlement.Type.COMPENSATION_DUE,
                end.taskId(),
                end.time(),
                Trace.NONE,
                new Settlement.Cause(end.id(), end.type(), end.version()),
                new ClientId(life.client),
                withdrawn ? null : new PayeeId(life.creator),
                quote,
                legs,
                completed
                        ? new Inputs("COMPLETED", null, null, 1)
                        : withdrawn
                                ? new Inputs("WITHDRAWN", Basis.IMMEDIATE, null, 0)
                                : new Inputs("CLIENT", Basis.CONFIRMED, Stage.UPLOADED, 1),
                completed ? null : Attribution.CLIENT,
                LocalDate.ofInstant(end.time(), Settlement.BOOKS),
                new Text("客户在达人完成视频上传后取消任务,按规则支付任务金额的一部分。", "As the rule says, of the task's amount."));
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, Life life, byte[] value) {
        return new ProducerRecord<>(topic.topicName(), life.taskId.getBytes(UTF_8), value);
    }
}
