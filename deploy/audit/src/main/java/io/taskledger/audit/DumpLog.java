package io.taskledger.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Topics dumped into a file. The file is looked through once, to know where each partition's records are. */
final class DumpLog implements Log {

    private final Path file;
    private final Map<Place, Extent> extents = new HashMap<>();
    private final Map<Place, List<Run>> runs = new HashMap<>();
    private int partitions;
    private final Map<String, String> topicIds = new HashMap<>();

    private record Place(String topic, int partition) {}

    /** Bytes of the file that hold records of one partition and nothing else. */
    private record Run(long from, long to) {}

    /** Throws {@link IOException} where the file is no dump. */
    DumpLog(Path file) throws IOException {
        this.file = file;
        try (Lines lines = new Lines(file, 0, Files.size(file))) {
            for (JsonNode line = lines.next(); line != null; line = lines.next()) {
                note(new Json(line), lines.from, lines.position);
            }
        }
        if (partitions == 0) {
            throw new IOException(file + " holds no records.");
        }
    }

    static void write(Log log, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int partition = 0; partition < log.partitions(); partition++) {
                for (Topics topic : Topics.of(log).toList()) {
                    log.read(topic, partition, entry -> write(out, DumpLine.of(entry)));
                    // Where it began is known when it is read.
                    write(out, DumpLine.of(log, topic, partition));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(OutputStream out, byte[] line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(Json line, long from, long to) throws IOException {
        String topic = line.text("topic");
        int partition = (int) line.numberOr("partition", -1);
        if (topic == null || partition < 0) {
            throw new IOException(
                    file + " is no dump: at byte " + from + " there is neither a record nor a partition.");
        }
        Place place = new Place(topic, partition);
        partitions = Math.max(partitions, (int) line.numberOr("partitions", partition + 1L));
        Long offset = line.number("offset");
        if (offset == null) {
            extents.put(place, new Extent(line.numberOr("start", 0), line.numberOr("end", 0)));
            String id = line.text("topicId");
            if (id != null) {
                topicIds.put(topic, id);
            }
            return;
        }
        extents.merge(
                place,
                new Extent(0, offset + 1),
                (known, here) -> new Extent(known.start(), Math.max(known.end(), here.end())));
        List<Run> known = runs.computeIfAbsent(place, one -> new ArrayList<>());
        if (!known.isEmpty() && known.getLast().to == from) {
            known.set(known.size() - 1, new Run(known.getLast().from, to));
        } else {
            known.add(new Run(from, to));
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public boolean hasCreators() {
        return extents.keySet().stream().anyMatch(place -> place.topic.equals(Topics.CREATOR_COMMANDS.topic));
    }

    @Override
    public String topicId(Topics topic) {
        return topicIds.getOrDefault(topic.topic, "");
    }

    @Override
    public Extent extent(Topics topic, int partition) {
        return extents.getOrDefault(new Place(topic.topic, partition), new Extent(0, 0));
    }

    @Override
    public void read(Topics topic, int partition, Consumer<Entry> sink) throws IOException {
        for (Run run : runs.getOrDefault(new Place(topic.topic, partition), List.of())) {
            try (Lines lines = new Lines(file, run.from, run.to)) {
                for (JsonNode line = lines.next(); line != null; line = lines.next()) {
                    sink.accept(DumpLine.entry(line));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {}

    private static final class Lines implements AutoCloseable {

        private final Path file;
        private final InputStream in;
        private final long end;
        private long from;
        private long position;

        Lines(Path file, long from, long end) throws IOException {
            this.file = file;
            this.in = new BufferedInputStream(
                    Channels.newInputStream(FileChannel.open(file).position(from)));
            this.end = end;
            this.position = from;
        }

        /** Null behind the last one. */
        @Nullable
        JsonNode next() throws IOException {
            from = position;
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            while (position < end) {
                int next = in.read();
                position++;
                if (next == '\n' || next < 0) {
                    break;
                }
                line.write(next);
            }
            if (line.size() == 0 && position < end) {
                return next();
            }
            try {
                return line.size() == 0 ? null : Json.MAPPER.readTree(line.toByteArray());
            } catch (JacksonException e) {
                throw new IOException(file + " is no dump: at byte " + from + " there is no JSON.", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
