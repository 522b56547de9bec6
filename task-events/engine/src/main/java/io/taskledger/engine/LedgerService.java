package io.taskledger.engine;

import io.taskledger.contract.topics.Topic;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** A single writer: what it reads, what it writes, and how. The application has one as a bean. */
public interface LedgerService {

    /** All topics that it reads or writes; checked at start. */
    Set<Topic> topics();

    /** What it reads. */
    Topic input();

    /** The log that it alone writes, and that its state can be rebuilt from. */
    Topic output();

    /** The normal run, drawn on an empty topology. */
    Topology topology(Topology empty, Surroundings surroundings);

    /** Folds {@link #output()} into the same stores, by the same names; reads nothing else and writes nothing. */
    Topology rebuildTopology(Topology empty, Surroundings surroundings);
}
