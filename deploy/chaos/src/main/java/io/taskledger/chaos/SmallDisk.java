package io.taskledger.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory, small enough to be filled. */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "size=256m";

    private final Path directory;
    private volatile boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** False where the system does not let us. */
    boolean mount() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        mounted = run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "taskledger-campaign", directory.toString()));
        return mounted;
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() {
        if (mounted) {
            try {
                mounted = !run(List.of("umount", directory.toString()));
            } catch (IOException e) {
                System.err.println(directory + " is still mounted: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
