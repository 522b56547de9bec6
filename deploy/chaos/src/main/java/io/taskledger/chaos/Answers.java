package io.taskledger.chaos;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the answers against what the load itself knows that it has sent. The auditor never heard of that. */
final class Answers {

    private static final int FIRST_FEW = 20;

    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, First> byCommand = new HashMap<>();
    private final Map<RejectionCode, Long> refusals = new EnumMap<>(RejectionCode.class);
    private final List<String> violations = new ArrayList<>();
    private final Topic commands;
    private final Topic results;
    private final boolean refusalsMayBeForgotten;
    private long found;

    /** What was answered when a command was judged for the first time. */
    private record First(String outcome, boolean lasting) {}

    /** Where the state of whoever answers was rebuilt, refusals before that are judged anew. */
    Answers(Topic commands, Topic results, boolean refusalsMayBeForgotten) {
        this.commands = commands;
        this.results = results;
        this.refusalsMayBeForgotten = refusalsMayBeForgotten;
    }

    /** All answers, in the order of the log. */
    void read(Topics topics) {
        topics.read(results, record -> take(ResultWire.read(record.value())));
    }

    /** Each acknowledged command, by where it stands, has one answer; and each repeat has that of the first. */
    List<String> check(Map<Long, String> acknowledged) {
        acknowledged.forEach((position, command) -> {
            int partition = (int) (position % Cluster.PARTITIONS);
            long offset = position / Cluster.PARTITIONS;
            int answers = byId.getOrDefault(NamedIds.result(commands.topicName(), partition, offset), 0);
            if (answers != 1) {
                violated(command + " at " + commands.topicName() + "-" + partition + "@" + offset + " has " + answers
                        + " answers");
            }
        });
        return found > FIRST_FEW ? and(found - FIRST_FEW) : violations;
    }

    private List<String> and(long more) {
        violations.add("and " + more + " more");
        return violations;
    }

    void take(CommandResult result) {
        byId.merge(result.id(), 1, Integer::sum);
        if (result.code() != null && !result.replayed()) {
            refusals.merge(result.code(), 1L, Long::sum);
        }
        // Of a task or creator that does not exist nothing is remembered, and of our own timer's refusals neither.
        boolean unknown = result.code() == RejectionCode.UNKNOWN_TASK || result.code() == RejectionCode.UNKNOWN_CREATOR;
        if (!unknown && Load.hasSent(result.commandId())) {
            compare(result.subject() + "/" + result.commandId(), result);
        }
    }

    private void compare(String command, CommandResult result) {
        String outcome = result.outcome() + " " + result.code() + " " + result.version() + " " + result.eventIds();
        boolean lasting = !result.eventIds().isEmpty() || !refusalsMayBeForgotten;
        First first = byCommand.putIfAbsent(command, new First(outcome, lasting));
        if (first == null) {
            if (result.replayed()) {
                violated(command + " was answered as a repeat, but never before");
            }
        } else if (first.lasting && !(result.replayed() && first.outcome.equals(outcome))) {
            violated(command + " was answered " + first.outcome + ", then " + (result.replayed() ? "" : "judged anew: ")
                    + outcome);
        }
    }

    /** How often a command was refused for that, repeats aside. */
    long refused(RejectionCode code) {
        return refusals.getOrDefault(code, 0L);
    }

    private void violated(String what) {
        found++;
        if (violations.size() < FIRST_FEW) {
            violations.add(what);
        }
    }
}
