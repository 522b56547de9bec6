package io.taskledger.audit;

import java.io.IOException;
import java.util.function.Consumer;

/** Topics, wherever they are read from. All have one partition count. */
public interface Log extends AutoCloseable {

    /** What is there of a partition: offsets from {@code start} to before {@code end}. Below start, retention has deleted. */
    record Extent(long start, long end) {}

    int partitions();

    /** Whether the creators' topics are there; they are not in an older system, and are not asked for then. */
    boolean hasCreators();

    /** The id of a topic; empty where it is not known. */
    String topicId(Topics topic);

    /** The end as it was when the log was opened; the start as it was when the partition was read last. */
    Extent extent(Topics topic, int partition);

    /** All records of the extent in order, those of aborted transactions too. */
    void read(Topics topic, int partition, Consumer<Entry> sink) throws IOException;

    @Override
    void close() throws IOException;
}
