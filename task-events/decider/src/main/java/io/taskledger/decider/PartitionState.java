package io.taskledger.decider;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.LostState;
import io.taskledger.engine.StateMark;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.engine.Surroundings.LogEnds;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * What is kept of one partition while we have it. Made anew whenever it is taken over, also after an aborted transaction, so
 * that nothing of it can be stale.
 */
record PartitionState(int partition, TaskStore tasks, DecidedUpTo decided, StateMark mark) {

    /** Throws {@link LostState} where the stores do not belong together, or not to the log that is there. */
    static PartitionState of(ProcessingContext context, Surroundings surroundings, Policies policies) {
        int partition = context.taskId().partition();
        StateMark mark = new StateMark(
                surroundings.topicId(Topic.EVENTS),
                List.of(
                        context.getStateStore(TaskStore.TASKS),
                        context.getStateStore(TaskStore.DEADLINES),
                        context.getStateStore(DecidedUpTo.STORE)));
        TaskStore tasks = new TaskStore(context, policies, surroundings.topics().partitions());
        DecidedUpTo decided = new DecidedUpTo(
                context.getStateStore(DecidedUpTo.STORE), surroundings.topicId(Topic.COMMANDS), partition);
        return new PartitionState(partition, tasks, decided, mark);
    }

    /** Throws {@link LostState} where the logs know more than the state, or less. */
    void require(LogEnds ends) {
        LogEnd end = ends.of(partition);
        end.lastOutput().ifPresent(this::requireKnown);
        if (decided.covers(end.inputEnd())) {
            throw LostState.ofInput(Topic.COMMANDS.topicName() + "-" + partition, end.inputEnd(), decided.offset());
        }
    }

    private void requireKnown(ConsumerRecord<byte[], byte[]> last) {
        EventEnvelope event = EventWire.read(last.value());
        if (tasks.get(event.taskId().value()).version() < event.version()) {
            throw LostState.ofRecord(last);
        }
    }
}
