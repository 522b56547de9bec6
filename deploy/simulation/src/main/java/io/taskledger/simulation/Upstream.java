package io.taskledger.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.simulation.PartitionLog.Written;
import io.taskledger.simulation.Wording.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who sends commands: mostly what the answers say may be sent, and whatever else; twice when in doubt, under an id that was
 * used, to the wrong partition, in transactions that come to nothing, and bytes that are no command.
 */
final class Upstream {

    private static final List<String> TASKS = List.of("task-1", "task-2", "task-3", "task-4");

    private static final String ORDER = "task-5";
    private static final String WAVERING = "task-6";

    /** By one side; what the services think it is must not matter. */
    private static final int MAX_REQUESTS = 3;

    private static final List<String> CREATORS = List.of("creator-1", "creator-1", "creator-1", "creator-2", "mcn-1");

    private static final List<String> NONSENSE = List.of(
            "this is not JSON",
            "{\"id\":\"n-1\",\"id\":\"n-2\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-3\",\"source\":\"/x\",\"type\":\"taskledger.Nothing.v1\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-4\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\"}",
            "");

    private final Broker broker;
    private final boolean creatorsPlay;
    private final Trace trace;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, CommandResult> answers = new HashMap<>();
    private final Map<Topic, long[]> read = new EnumMap<>(
            Map.of(Topic.RESULTS, new long[Broker.PARTITIONS], Topic.CREATOR_RESULTS, new long[Broker.PARTITIONS]));
    private @Nullable Transaction open;

    /** About a task or a creator: no two of them share an id. */
    private record Sent(Topic topic, String subject, String id, String value) {
        int home() {
            return Broker.partitionOf(subject.getBytes(UTF_8));
        }
    }

    /**
     * One that has sent nothing yet.
     *
     * @param creatorsPlay two of five commands are about creators
     */
    Upstream(Broker broker, boolean creatorsPlay, Trace trace) {
        this.broker = broker;
        this.creatorsPlay = creatorsPlay;
        this.trace = trace;
    }

    /** One more command, with an id that follows from the number. */
    void send(RandomGenerator random, String id) {
        listen();
        int chance = random.nextInt(100);
        if (chance < 10 && !sent.isEmpty()) {
            Sent again = sent.get(random.nextInt(sent.size()));
            write(again, again.home(), null, "again");
        } else if (chance < 13) {
            nonsense(random);
        } else {
            command(random, id);
        }
    }

    private void command(RandomGenerator random, String id) {
        Sent next = creatorsPlay && random.nextInt(5) < 2 ? toCreator(random, id) : toTask(random, id);
        int home = next.home();
        int chance = random.nextInt(100);
        if (chance < 2) {
            write(next, (home + 1) % Broker.PARTITIONS, null, "to the wrong partition");
        } else if (chance < 6) {
            end(random.nextBoolean());
            open = new Transaction();
            write(next, home, open, "in a transaction");
        } else {
            sent.add(next);
            write(next, home, null, "");
            if (chance < 12) {
                write(next, home, null, "twice");
            }
        }
    }

    private Sent toTask(RandomGenerator random, String id) {
        // Some get far, others come in between.
        String task = TASKS.get(random.nextInt(1 + random.nextInt(TASKS.size())));
        String named = named(random, task, id);
        return new Sent(Topic.COMMANDS, task, named, new TaskWording(random, task, named).command(answers.get(task)));
    }

    private Sent toCreator(RandomGenerator random, String id) {
        String creator = CREATORS.get(random.nextInt(CREATORS.size()));
        String named = named(random, creator, id);
        CommandResult last = answers.get(creator);
        CreatorWording wording = new CreatorWording(random, creator, named, broker.nowMs(), last);
        return new Sent(Topic.CREATOR_COMMANDS, creator, named, wording.command(last));
    }

    private String named(RandomGenerator random, String subject, String id) {
        List<Sent> before =
                sent.stream().filter(one -> one.subject.equals(subject)).toList();
        return random.nextInt(25) == 0 && !before.isEmpty() ? before.get(random.nextInt(before.size())).id : id;
    }

    /** The first creator applies, and an operator lets it take orders. */
    void review() {
        RandomGenerator always = new SplittableRandom(1);
        String creator = CREATORS.getFirst();
        CreatorWording applies = new CreatorWording(always, creator, "r-1", broker.nowMs(), null);
        CreatorWording approves = new CreatorWording(always, creator, "r-2", broker.nowMs(), null);
        sent.add(new Sent(Topic.CREATOR_COMMANDS, creator, "r-1", applies.json(applies.first(), "")));
        sent.add(new Sent(Topic.CREATOR_COMMANDS, creator, "r-2", approves.json(CreatorWording.APPROVAL, "")));
        sent.forEach(one -> write(one, one.home(), null, "before anything else"));
    }

    /** A task of its own for who is banned most often. */
    void order(RandomGenerator random, String id) {
        story(random, ORDER, id, List.of(TaskWording.OFFER, TaskWording.ACCEPTANCE), "at that moment");
    }

    /** One side asks to cancel and thinks better of it, once more often than it may (D05). */
    void waver(RandomGenerator random) {
        List<Move<CommandType>> moves = new ArrayList<>(List.of(TaskWording.OFFER, TaskWording.ACCEPTANCE));
        String side = random.nextBoolean() ? TaskWording.OFFER.actor() : TaskWording.ACCEPTANCE.actor();
        for (int request = 0; request <= MAX_REQUESTS; request++) {
            moves.add(new Move<>(CommandType.REQUEST_CANCELLATION, side));
            moves.add(new Move<>(CommandType.WITHDRAW_CANCELLATION, side));
        }
        story(random, WAVERING, "w-1", moves, "before anything else");
    }

    private void story(RandomGenerator random, String task, String id, List<Move<CommandType>> moves, String how) {
        for (int i = 0; i < moves.size(); i++) {
            String named = id + "." + (i + 1);
            String value = new TaskWording(random, task, named).json(moves.get(i), "");
            Sent one = new Sent(Topic.COMMANDS, task, named, value);
            sent.add(one);
            write(one, one.home(), null, how);
        }
    }

    private void nonsense(RandomGenerator random) {
        boolean toTask = !creatorsPlay || random.nextBoolean();
        List<String> subjects = toTask ? TASKS : CREATORS;
        Topic topic = toTask ? Topic.COMMANDS : Topic.CREATOR_COMMANDS;
        String subject = subjects.get(random.nextInt(subjects.size()));
        byte[] key = subject.getBytes(UTF_8);
        int what = random.nextInt(NONSENSE.size() + 2);
        trace.say(() -> "      nonsense no. " + what + " to " + subject);
        if (what < NONSENSE.size()) {
            byte[] value = NONSENSE.get(what).getBytes(UTF_8);
            broker.append(topic, Broker.partitionOf(key), key, value);
        } else if (what == NONSENSE.size()) {
            broker.append(topic, Broker.partitionOf(key), key, null);
        } else {
            broker.append(topic, 0, null, NONSENSE.getFirst().getBytes(UTF_8));
        }
    }

    private void write(Sent command, int partition, @Nullable Transaction transaction, String how) {
        byte[] key = command.subject.getBytes(UTF_8);
        long offset = broker.log(command.topic, partition).all().size();
        trace.say(() -> "      " + command.topic.topicName() + "-" + partition + "@" + offset + " " + how + " "
                + command.value);
        broker.append(
                command.topic,
                partition,
                key,
                command.value.getBytes(UTF_8),
                new RecordHeaders(),
                broker.nowMs(),
                transaction);
    }

    /** The transaction that is open, if there is one. */
    void end(boolean commit) {
        Transaction ending = open;
        if (ending != null) {
            open = null;
            trace.say(() -> "      upstream's transaction is " + (commit ? "committed" : "aborted"));
            if (commit) {
                ending.commit();
            } else {
                ending.abort();
            }
        }
    }

    /** The first command to each task and creator once more: whatever has happened since, it is known, and nothing comes of it. */
    void repeatAll() {
        Map<String, Sent> first = new LinkedHashMap<>();
        sent.forEach(one -> first.putIfAbsent(one.subject, one));
        first.values().forEach(one -> write(one, one.home(), null, "once more"));
    }

    /** When bans end, as far as answers have said so: those to come. */
    List<Long> endsOfBans() {
        return listen().values().stream()
                .map(CommandResult::standing)
                .filter(Objects::nonNull)
                .flatMap(standing -> standing.bans().stream())
                .map(Ban::until)
                .filter(Objects::nonNull)
                .map(Instant::toEpochMilli)
                .filter(until -> until > broker.nowMs())
                .sorted()
                .toList();
    }

    /** The latest answer of each task and creator. */
    Map<String, CommandResult> listen() {
        read.forEach(this::listen);
        return answers;
    }

    private void listen(Topic topic, long[] positions) {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            for (Written record : broker.log(topic, partition).read(positions[partition], Integer.MAX_VALUE, false)) {
                CommandResult answer = ResultWire.read(Objects.requireNonNull(record.value()));
                // What went to the wrong partition is answered from where the task or creator is not.
                answers.merge(
                        answer.subject(),
                        answer,
                        (last, next) -> next.status() == null && last.status() != null ? last : next);
                positions[partition] = record.offset() + 1;
            }
        }
    }
}
