package io.taskledger.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on this disk, and which changelogs it follows. Streams keeps up to which offset, and goes on there; in changelogs
 * that were made anew, as a rebuild by another instance does, something else stands before that offset, and would be missed.
 */
final class LocalState {

    private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);

    private final Path directory;
    private final Path file;
    private final Changelogs changelogs;
    private final boolean onDisk;

    /** As they were when what is on this disk was held against them. */
    private Map<String, String> checked = Map.of();

    LocalState(EngineSettings settings, Changelogs changelogs) {
        this.onDisk = settings.store() == StateStores.Kind.ROCKSDB;
        this.directory = settings.stateDir().resolve(settings.applicationId());
        this.file = directory.resolve("changelogs.properties");
        this.changelogs = changelogs;
    }

    /**
     * Forgets it where it follows other changelogs, or where that is not known; it is restored from those that are there.
     *
     * @param there their ids by name, now
     */
    void forgetIfOfOthers(Map<String, String> there, KafkaStreams streams) throws IOException {
        checked = there;
        if (isThere() && !followed().equals(checked)) {
            LOG.warn("The state in {} follows other changelogs than those that are there; it is restored", directory);
            streams.cleanUp();
        }
    }

    /** Streams keeps each part of it in a directory. */
    private boolean isThere() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.anyMatch(Files::isDirectory);
        }
    }

    /**
     * From now on it follows the changelogs that are there; nobody knows whether it does where one was made anew since it was
     * checked, or where state is kept in memory and the disk stands still: then the next start on disk restores it.
     */
    void follow(Admin admin) throws IOException, InterruptedException, ExecutionException {
        Map<String, String> ids = changelogs.ids(admin);
        if (!onDisk || !ids.entrySet().containsAll(checked.entrySet())) {
            Files.deleteIfExists(file);
        } else if (Files.isDirectory(directory) && !followed().equals(ids)) {
            Properties properties = new Properties();
            properties.putAll(ids);
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try (Writer out = Files.newBufferedWriter(next)) {
                properties.store(out, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** As it was told last; empty where it was told nothing. */
    private Properties followed() throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
        }
        return properties;
    }
}
