package io.taskledger.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.simulation.PartitionLog.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who sends commands: mostly what the answers say may be sent, and whatever else; twice when in doubt, under an id that was
 * used, to the wrong partition, in transactions that come to nothing, and bytes that are no command.
 */
final class Upstream {

    private static final List<String> TASKS = List.of("task-1", "task-2", "task-3", "task-4");

    private static final List<String> NONSENSE = List.of(
            "this is not JSON",
            "{\"id\":\"n-1\",\"id\":\"n-2\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-3\",\"source\":\"/x\",\"type\":\"taskledger.Nothing.v1\"}",
            "{\"specversion\":\"1.0\",\"id\":\"n-4\",\"source\":\"/x\",\"type\":\"taskledger.AcceptTask.v1\"}",
            "");

    private final Broker broker;
    private final Trace trace;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, CommandResult> answers = new HashMap<>();
    private final long[] read = new long[Broker.PARTITIONS];
    private @Nullable Transaction open;

    private record Sent(String task, String id, String value) {}

    Upstream(Broker broker, Trace trace) {
        this.broker = broker;
        this.trace = trace;
    }

    /** One more command, with an id that follows from the number. */
    void send(RandomGenerator random, String id) {
        listen();
        int chance = random.nextInt(100);
        if (chance < 10 && !sent.isEmpty()) {
            Sent again = sent.get(random.nextInt(sent.size()));
            write(again, Broker.partitionOf(again.task.getBytes(UTF_8)), null, "again");
        } else if (chance < 13) {
            nonsense(random);
        } else {
            command(random, id);
        }
    }

    private void command(RandomGenerator random, String id) {
        // Some get far, others come in between.
        String task = TASKS.get(random.nextInt(1 + random.nextInt(TASKS.size())));
        List<Sent> before = sent.stream().filter(one -> one.task.equals(task)).toList();
        String named = random.nextInt(25) == 0 && !before.isEmpty() ? before.get(random.nextInt(before.size())).id : id;
        Wording wording = new Wording(random, task, named);
        Sent next = new Sent(task, named, wording.command(answers.get(task)));
        int home = Broker.partitionOf(task.getBytes(UTF_8));
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

    private void nonsense(RandomGenerator random) {
        String task = TASKS.get(random.nextInt(TASKS.size()));
        byte[] key = task.getBytes(UTF_8);
        int what = random.nextInt(NONSENSE.size() + 2);
        trace.say(() -> "      nonsense no. " + what + " to " + task);
        if (what < NONSENSE.size()) {
            byte[] value = NONSENSE.get(what).getBytes(UTF_8);
            broker.append(Topic.COMMANDS, Broker.partitionOf(key), key, value);
        } else if (what == NONSENSE.size()) {
            broker.append(Topic.COMMANDS, Broker.partitionOf(key), key, null);
        } else {
            broker.append(Topic.COMMANDS, 0, null, NONSENSE.getFirst().getBytes(UTF_8));
        }
    }

    private void write(Sent command, int partition, @Nullable Transaction transaction, String how) {
        byte[] key = command.task.getBytes(UTF_8);
        long offset = broker.log(Topic.COMMANDS, partition).all().size();
        trace.say(() -> "      " + partition + "@" + offset + " " + how + " " + command.value);
        broker.append(
                Topic.COMMANDS,
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

    /** The first command to each task once more: whatever has happened since, it is known, and nothing comes of it. */
    void repeatAll() {
        Map<String, Sent> first = new LinkedHashMap<>();
        sent.forEach(one -> first.putIfAbsent(one.task, one));
        first.values().forEach(one -> write(one, Broker.partitionOf(one.task.getBytes(UTF_8)), null, "once more"));
    }

    /** The latest answer of each task. */
    Map<String, CommandResult> listen() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            for (Written record :
                    broker.log(Topic.RESULTS, partition).read(read[partition], Integer.MAX_VALUE, false)) {
                CommandResult answer = ResultWire.read(Objects.requireNonNull(record.value()));
                // What went to the wrong partition is answered from where the task is not.
                answers.merge(
                        answer.subject(),
                        answer,
                        (last, next) -> next.status() == null && last.status() != null ? last : next);
                read[partition] = record.offset() + 1;
            }
        }
        return answers;
    }
}
