package io.taskledger.engine.deciding;

import io.taskledger.engine.StateStores;
import org.apache.kafka.streams.Topology;

/** The stores that a decider has in each partition. Their names are those of their changelogs: never change them. */
public final class PartitionStores {

    public static final String DEADLINES = "deadlines";

    public static final String DECIDED_UP_TO = "decided-up-to";

    private PartitionStores() {}

    /**
     * Gives them to a processor.
     *
     * @param states the aggregate's
     */
    public static Topology add(Topology topology, StateStores stores, String states, String processor) {
        return topology.addStateStore(stores.store(states), processor)
                .addStateStore(stores.store(DEADLINES), processor)
                .addStateStore(stores.smallHotStore(DECIDED_UP_TO), processor);
    }
}
