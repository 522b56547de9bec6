package io.taskledger.projector;

import java.time.Duration;

/** Read your writes: waits until the view has got as far as somebody knows that the task is. */
class VersionWait {

    /** Between two looks. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TaskReader reader;
    private final Duration longest;

    /**
     * Waits for views.
     *
     * @param longest wait of one request
     */
    VersionWait(TaskReader reader, Duration longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** Throws a problem, with the version that the view has, where it has not got there in time. */
    void until(String taskId, long minVersion) {
        if (minVersion < 1) {
            throw Problem.badRequest("minVersion must be 1 or more, but was " + minVersion + ".");
        }
        long giveUpAt = System.nanoTime() + longest.toNanos();
        for (long version = reader.version(taskId); version < minVersion; version = reader.version(taskId)) {
            if (System.nanoTime() > giveUpAt) {
                throw Problem.behind(taskId, version, minVersion);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy("The service is being stopped; ask another instance.", 1);
        }
    }
}
