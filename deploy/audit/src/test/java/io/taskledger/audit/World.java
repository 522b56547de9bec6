package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.EventType;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Notification;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.NotificationWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.Review;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.TaskDecider;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.decision.Outcome;
import io.taskledger.decision.Received;
import io.taskledger.settlement.policy.SettlementPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Topics in memory, filled by the services' own decisions, and then tampered with. */
final class World implements Log {

    static final int PARTITIONS = 2;

    private static final String TOPIC_ID = "topic-1";

    private final Map<Topics, List<Entry>> records = new EnumMap<>(Topics.class);
    private final Map<String, Extent> extents = new HashMap<>();
    private final Map<String, TaskState> states = new HashMap<>();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Duration skew = Duration.ZERO;
    private final Map<String, CreatorStanding> standings = new HashMap<>();
    private boolean creators;
    private boolean reviewed;

    World() {
        for (Topics topic : Topics.values()) {
            records.put(topic, new ArrayList<>());
        }
    }

    /** One life after the other, so that every kind of ending is there, and refusals and repeats on the way. */
    static World clean() {
        World world = new World();
        world.publish("task-1", "ORDER", "xingtu-2022-01").accept("task-1").upload("task-1", "u-1", "a-1");
        world.upload("task-1", "u-1", "a-1").upload("task-1", "u-2", "a-1");
        world.client("task-1", "r-1", "RequestCancellation", "\"reasonCode\":\"OTHER\"");
        world.upload("task-1", "u-3", "a-2").creator("task-1", "k-1", "ConfirmCancellation", "");
        world.client("task-1", "k-2", "CompleteTask", "");
        world.publish("task-2", "ORDER", "xingtu-2022-01").accept("task-2").upload("task-2", "u-1", "a-1");
        world.client("task-2", "k-1", "CompleteTask", "").client("task-2", "k-1", "CompleteTask", "");
        world.publish("task-3", "ORDER", "demo-short")
                .later(Duration.ofSeconds(4))
                .accept("task-3");
        world.publish("task-4", "CROWD", "demo-short").accept("task-4");
        world.client("task-4", "r-1", "RequestCancellation", "\"reasonCode\":\"QUALITY\"");
        world.later(Duration.ofSeconds(2)).timer("task-4", "t-1", "RemindCancellation");
        world.later(Duration.ofSeconds(4)).timer("task-4", "t-2", "ExpireCancellation");
        world.publish("task-5", "CROWD", "xingtu-2022-01").accept("task-5");
        world.creator("task-5", "r-1", "RequestCancellation", "\"reasonCode\":\"OTHER\",\"reason\":\"ill\"");
        world.publish("task-6", "ORDER", "xingtu-2022-01")
                .mcn("task-6", "m-1", "AcceptTask", "\"creatorId\":\"creator-9\"");
        world.mcn("task-6", "r-1", "RequestCancellation", "\"reasonCode\":\"CANNOT_DELIVER\"");
        world.client("task-6", "x-1", "RefuseCancellation", "\"reason\":\"no\"");
        world.creator("task-6", "r-2", "RequestCancellation", "\"reasonCode\":\"CANNOT_DELIVER\"");
        world.later(Duration.ofDays(3)).timer("task-6", "t-1", "ExpireCancellation");
        world.operator("task-6", "o-1", "\"outcome\":\"CANCEL\",\"rateBp\":3333,\"caseRef\":\"case-1\"");
        world.publish("task-7", "ORDER", "xingtu-2022-01");
        world.client("task-7", "w-1", "WithdrawTask", "\"reasonCode\":\"OTHER\"");
        world.publish("task-8", "ORDER", "xingtu-2022-01").accept("task-8");
        return world;
    }

    /** The topics of creators are there. */
    World withCreators() {
        creators = true;
        return this;
    }

    /** From now on orders are decided by the standings that are there; before, as if nobody knew of any. */
    World reviewed() {
        reviewed = true;
        return this;
    }

    World publish(String task, String kind, String policy) {
        return client(
                task,
                "p-1",
                "PublishTask",
                "\"kind\":\"" + kind + "\",\"amountMinor\":10001,\"currency\":\"CNY\",\"policy\":\"" + policy + "\"");
    }

    World accept(String task) {
        return creator(task, "a-1", "AcceptTask", "");
    }

    World upload(String task, String id, String asset) {
        return creator(task, id, "UploadVideo", "\"assetId\":\"" + asset + "\"");
    }

    World client(String task, String id, String type, String fields) {
        return ask(task, id, type, "CLIENT", "client-7", fields);
    }

    World creator(String task, String id, String type, String fields) {
        return ask(task, id, type, "CREATOR", "creator-9", fields);
    }

    World mcn(String task, String id, String type, String fields) {
        return ask(task, id, type, "MCN", "mcn-1", fields);
    }

    World operator(String task, String id, String fields) {
        return ask(task, id, "ResolveCancellation", "OPERATOR", "operator-1", fields);
    }

    World timer(String task, String id, String type) {
        return ask(task, id, type, "TIMER", "taskledger", "");
    }

    World later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** From now on it is decided by a clock that goes wrong by so much. */
    World skewed(Duration duration) {
        skew = duration;
        return this;
    }

    World ask(String task, String id, String type, String role, String actor, String fields) {
        String value = """
                {"specversion":"1.0","id":"%s","type":"taskledger.%s.v1","source":"/test","subject":"%s","correlationid":"o-17",
                 "data":{"actor":{"role":"%s","id":"%s"},"channel":"API"%s}}""".formatted(id, type, task, role, actor, fields.isEmpty() ? "" : "," + fields);
        Entry command = append(Topics.COMMANDS, task, value.getBytes(UTF_8), now);
        later(Duration.ofMillis(7));
        decide(command, task);
        return this;
    }

    private void decide(Entry command, String task) {
        CommandReading.Valid<CommandEnvelope> valid = (CommandReading.Valid<CommandEnvelope>)
                CommandWire.read(task.getBytes(UTF_8), Objects.requireNonNull(command.value()));
        TaskState before = states.getOrDefault(task, TaskState.NONE);
        Outcome<TaskState, EventEnvelope> outcome = TaskDecider.decide(
                before,
                new Received<>(
                        valid.command(),
                        CommandHash.of(valid.command()),
                        Instant.ofEpochMilli(command.timestampMs()).plus(skew),
                        TOPIC_ID + "/" + command.partition() + "/" + command.offset(),
                        NamedIds.result(command.topic(), command.partition(), command.offset())),
                Policies.SHIPPED,
                review(valid.command()));
        states.put(task, outcome.state());
        Task then = before.task();
        for (EventEnvelope event : outcome.events()) {
            append(Topics.EVENTS, task, EventWire.write(event), now);
            for (Notification notification : io.taskledger.decider.decision.Notifications.of(then, event)) {
                append(Topics.NOTIFICATIONS, task, NotificationWire.write(notification), now);
            }
            then = Task.evolve(then, event.event(), event.time());
            if (event.type() == EventType.TASK_CANCELLED || event.type() == EventType.TASK_COMPLETED) {
                append(Topics.SETTLEMENTS, task, SettlementWire.write(SettlementPolicy.settle(event)), now);
            }
        }
        append(Topics.RESULTS, task, ResultWire.write(outcome.result()), now);
    }

    private Review review(CommandEnvelope command) {
        return reviewed
                ? Review.concerned(command)
                        .map(creator -> new Review(true, standings.get(creator.value())))
                        .orElse(Review.NONE)
                : Review.NONE;
    }

    Entry append(Topics topic, String key, byte @Nullable [] value, Instant time) {
        if (topic == Topics.CREATOR_STANDING && value != null) {
            standings.put(key, StandingWire.read(value).standing());
        }
        int partition = Ids.partition(key.getBytes(UTF_8), PARTITIONS);
        return append(topic, partition, key.getBytes(UTF_8), Map.of(), value, time);
    }

    Entry append(
            Topics topic,
            int partition,
            byte @Nullable [] key,
            Map<String, String> headers,
            byte @Nullable [] value,
            Instant time) {
        long offset = in(topic).stream()
                .filter(entry -> entry.partition() == partition)
                .count();
        Entry entry = new Entry(topic.topic, partition, offset, time.toEpochMilli(), key, headers, value, false);
        in(topic).add(entry);
        return entry;
    }

    private List<Entry> in(Topics topic) {
        return Objects.requireNonNull(records.get(topic));
    }

    Instant now() {
        return now;
    }

    /** The one record of the topic that says all of this; the first one, where there are more. */
    Entry find(Topics topic, String... says) {
        return in(topic).stream().filter(saying(says)).findFirst().orElseThrow();
    }

    World without(Entry gone) {
        in(topic(gone)).remove(gone);
        return this;
    }

    World change(Entry entry, UnaryOperator<Entry> how) {
        in(topic(entry)).replaceAll(one -> one.place().equals(entry.place()) ? how.apply(one) : one);
        return this;
    }

    /** Other words in its value; they must be there. */
    World rewrite(Entry entry, String from, String to) {
        String text = text(entry);
        if (!text.contains(from)) {
            throw new AssertionError(from + " is not in " + text);
        }
        return change(entry, one -> with(one, one.partition(), text.replace(from, to), one.aborted()));
    }

    World aborted(Entry entry) {
        return change(entry, one -> with(one, one.partition(), text(one), true));
    }

    /** Again at the end of its partition, in other words. */
    World again(Entry entry, String from, String to) {
        append(
                topic(entry),
                new String(entry.key(), UTF_8),
                text(entry).replace(from, to).getBytes(UTF_8),
                now);
        return this;
    }

    World moved(Entry entry, int partition) {
        return change(entry, one -> with(one, partition, text(one), false));
    }

    /** Retention has deleted what is below that offset. */
    World deleted(Topics topic, int partition, long below) {
        in(topic).removeIf(entry -> entry.partition() == partition && entry.offset() < below);
        extents.put(topic.topic + partition, new Extent(below, below + 1_000));
        return this;
    }

    private static Entry with(Entry one, int partition, String text, boolean aborted) {
        return new Entry(
                one.topic(),
                partition,
                one.offset(),
                one.timestampMs(),
                one.key(),
                one.headers(),
                text.getBytes(UTF_8),
                aborted);
    }

    static String text(Entry entry) {
        return new String(Objects.requireNonNull(entry.value()), UTF_8);
    }

    private static Predicate<Entry> saying(String... says) {
        return entry -> List.of(says).stream().allMatch(word -> text(entry).contains(word));
    }

    private static Topics topic(Entry entry) {
        return Topics.of(entry.topic()).orElseThrow();
    }

    Auditor.Outcome audit() throws IOException, InterruptedException {
        return audit(Creators.REVIEWED);
    }

    Auditor.Outcome audit(Creators mode) throws IOException, InterruptedException {
        return new Auditor(this, false, mode, null, (p, ps, r, t, v) -> {}).run();
    }

    @Override
    public int partitions() {
        return PARTITIONS;
    }

    @Override
    public boolean hasCreators() {
        return creators;
    }

    @Override
    public String topicId(Topics topic) {
        return TOPIC_ID;
    }

    @Override
    public Extent extent(Topics topic, int partition) {
        return extents.getOrDefault(topic.topic + partition, new Extent(0, 1_000));
    }

    @Override
    public void read(Topics topic, int partition, Consumer<Entry> sink) {
        in(topic).stream().filter(entry -> entry.partition() == partition).forEach(sink);
    }

    @Override
    public void close() {}
}
