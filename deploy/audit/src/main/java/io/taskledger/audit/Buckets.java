package io.taskledger.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition, put together by key. Where they are too many for memory they are spread over files by key
 * first, and taken up file by file: memory stays bounded however many tasks there are, and every record is read once.
 */
abstract class Buckets implements AutoCloseable {

    /** As many files are open at once. */
    static final int MAX = 512;

    static Buckets of(int count) throws IOException {
        return count == 1 ? new InMemory() : new OnDisk(count);
    }

    abstract void add(Entry entry);

    /** What is in a bucket, by key, in the order in which it was added; then it is gone. */
    abstract Map<String, List<Entry>> take(int bucket) throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static void put(Map<String, List<Entry>> groups, Entry entry) {
        groups.computeIfAbsent(entry.group(), group -> new ArrayList<>()).add(entry);
    }

    private static final class InMemory extends Buckets {

        private Map<String, List<Entry>> groups = new HashMap<>();

        @Override
        void add(Entry entry) {
            put(groups, entry);
        }

        @Override
        Map<String, List<Entry>> take(int bucket) {
            Map<String, List<Entry>> all = groups;
            groups = new HashMap<>();
            return all;
        }

        @Override
        public void close() {}
    }

    private static final class OnDisk extends Buckets {

        private static final int NOTHING = -1;

        private final Path directory = Files.createTempDirectory("taskledger-audit");
        private final List<DataOutputStream> files = new ArrayList<>();

        OnDisk(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                files.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(i)))));
            }
        }

        private Path file(int bucket) {
            return directory.resolve("bucket-" + bucket);
        }

        @Override
        void add(Entry entry) {
            try {
                DataOutputStream file = files.get(Math.floorMod(entry.group().hashCode(), files.size()));
                file.writeUTF(entry.topic());
                file.writeInt(entry.partition());
                file.writeLong(entry.offset());
                file.writeLong(entry.timestampMs());
                file.writeBoolean(entry.aborted());
                write(file, entry.key());
                write(file, entry.value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        Map<String, List<Entry>> take(int bucket) throws IOException {
            files.get(bucket).close();
            Map<String, List<Entry>> groups = new HashMap<>();
            try (DataInputStream file =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file(bucket))))) {
                while (true) {
                    String topic;
                    try {
                        topic = file.readUTF();
                    } catch (EOFException e) {
                        break;
                    }
                    int partition = file.readInt();
                    long offset = file.readLong();
                    long timestampMs = file.readLong();
                    boolean aborted = file.readBoolean();
                    put(
                            groups,
                            new Entry(
                                    topic.intern(),
                                    partition,
                                    offset,
                                    timestampMs,
                                    read(file),
                                    Map.of(),
                                    read(file),
                                    aborted));
                }
            }
            Files.delete(file(bucket));
            return groups;
        }

        private static void write(DataOutputStream file, byte @Nullable [] bytes) throws IOException {
            file.writeInt(bytes == null ? NOTHING : bytes.length);
            if (bytes != null) {
                file.write(bytes);
            }
        }

        private static byte @Nullable [] read(DataInputStream file) throws IOException {
            int length = file.readInt();
            return length == NOTHING ? null : file.readNBytes(length);
        }

        @Override
        public void close() throws IOException {
            for (int i = 0; i < files.size(); i++) {
                files.get(i).close();
                Files.deleteIfExists(file(i));
            }
            Files.delete(directory);
        }
    }
}
