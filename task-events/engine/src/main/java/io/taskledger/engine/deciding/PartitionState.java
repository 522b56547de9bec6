package io.taskledger.engine.deciding;

import io.taskledger.contract.EventHead;
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
record PartitionState<S>(
        Aggregate<S, ?, ?> aggregate, int partition, States<S> states, DecidedUpTo decided, StateMark mark) {

    /** Throws {@link LostState} where the stores do not belong together, or not to the log that is there. */
    static <S> PartitionState<S> of(
            ProcessingContext context, Surroundings surroundings, Aggregate<S, ?, ?> aggregate) {
        int partition = context.taskId().partition();
        StateMark mark = new StateMark(
                surroundings.topicId(aggregate.events()),
                List.of(
                        context.getStateStore(aggregate.form().store()),
                        context.getStateStore(PartitionStores.DEADLINES),
                        context.getStateStore(PartitionStores.DECIDED_UP_TO)));
        States<S> states =
                new States<>(context, aggregate.form(), surroundings.topics().partitions());
        DecidedUpTo decided = new DecidedUpTo(
                context.getStateStore(PartitionStores.DECIDED_UP_TO),
                surroundings.topicId(aggregate.commands()),
                partition);
        return new PartitionState<>(aggregate, partition, states, decided, mark);
    }

    /** Where the input ends now. Throws {@link LostState} where the logs know more than the state, or less. */
    long require(LogEnds ends) {
        LogEnd end = ends.of(partition);
        end.lastOutput().ifPresent(this::requireKnown);
        if (decided.covers(end.inputEnd())) {
            throw LostState.ofInput(
                    aggregate.commands().topicName() + "-" + partition, end.inputEnd(), decided.offset());
        }
        return end.inputEnd();
    }

    private void requireKnown(ConsumerRecord<byte[], byte[]> last) {
        EventHead event = aggregate.event(last.value());
        if (aggregate.form().version(states.get(event.subject().value())) < event.version()) {
            throw LostState.ofRecord(last);
        }
    }
}
