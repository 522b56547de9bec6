package io.taskledger.audit;

import java.io.IOException;
import java.util.function.Consumer;

/** Topics, wherever they are read from. All have one partition count. */
public interface Log extends AutoCloseable {

    /** What is there of a partition: offsets from {@code start} to before {@code end}. Below start, retention has deleted. */
    record Extent(long start, long end) {}

    int partitions();

    /** The id of task.commands; empty where it is not known. */
    String commandsTopicId();

    /** As it was when the log was opened. */
    Extent extent(Topics topic, int partition);

    /** All records of the extent in order, those of aborted transactions too. */
    void read(Topics topic, int partition, Consumer<Entry> sink) throws IOException;

    @Override
    void close() throws IOException;
}
