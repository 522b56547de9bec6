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
 * The records of one partition, put together by key. Where they are too large for memory they are spread over files by key,
 * and taken up file by file: memory stays bounded however many tasks there are, and every record is read once.
 */
final class Buckets implements AutoCloseable {

    /** As many files are open at once; there are three of these at most, and often no more than 1,024 handles. */
    static final int FILES = 256;

    /** What a record takes beside its bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private final long bytesInMemory;
    private long bytes;
    private Map<String, List<Entry>> groups = new HashMap<>();
    private @Nullable OnDisk files;

    /** Empty ones. */
    Buckets(long bytesInMemory) {
        this.bytesInMemory = bytesInMemory;
    }

    /** Once all is added. */
    int count() {
        return files == null ? 1 : FILES;
    }

    void add(Entry entry) {
        if (files != null) {
            files.add(entry);
            return;
        }
        put(groups, entry);
        bytes += OVERHEAD_BYTES + size(entry.key()) + size(entry.value());
        if (bytes > bytesInMemory) {
            spill();
        }
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void spill() {
        try {
            OnDisk disk = new OnDisk();
            files = disk;
            groups.values().forEach(group -> group.forEach(disk::add));
            groups = new HashMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a bucket, by key, in the order in which it was added; then it is gone. */
    Map<String, List<Entry>> take(int bucket) throws IOException {
        if (files != null) {
            return files.take(bucket);
        }
        Map<String, List<Entry>> all = groups;
        groups = new HashMap<>();
        return all;
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
        }
    }

    private static void put(Map<String, List<Entry>> groups, Entry entry) {
        groups.computeIfAbsent(entry.group(), group -> new ArrayList<>()).add(entry);
    }

    private static final class OnDisk {

        private static final int NOTHING = -1;

        private final Path directory = Files.createTempDirectory("taskledger-audit");
        private final List<DataOutputStream> files = new ArrayList<>();

        OnDisk() throws IOException {
            for (int i = 0; i < FILES; i++) {
                files.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(i)))));
            }
        }

        private Path file(int bucket) {
            return directory.resolve("bucket-" + bucket);
        }

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

        void close() throws IOException {
            for (int i = 0; i < files.size(); i++) {
                files.get(i).close();
                Files.deleteIfExists(file(i));
            }
            Files.delete(directory);
        }
    }
}
