package io.taskledger.projector;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Read your writes: waits until the view has got as far as somebody knows that a task or a creator is. */
class VersionWait {

    /** Between two looks. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Requests that wait at once, of Tomcat's 200: whoever asks for what is there must not wait behind them. */
    private static final int WAITING = 50;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Semaphore free = new Semaphore(WAITING);
    private final Duration longest;

    /**
     * Waits for views.
     *
     * @param longest wait of one request
     */
    VersionWait(Duration longest) {
        this.longest = longest;
    }

    /**
     * Throws a problem, with the version that the view has, where it has not got there in time.
     *
     * @param whose   for people
     * @param version what the view has
     */
    void until(String whose, LongSupplier version, long minVersion) {
        if (version.getAsLong() >= minVersion) {
            return;
        }
        if (!free.tryAcquire()) {
            throw Problem.busy("Too many requests wait for the view already; ask again.", RETRY_AFTER_SECONDS);
        }
        try {
            await(whose, version, minVersion);
        } finally {
            free.release();
        }
    }

    private void await(String whose, LongSupplier version, long minVersion) {
        long giveUpAt = System.nanoTime() + longest.toNanos();
        for (long now = version.getAsLong(); now < minVersion; now = version.getAsLong()) {
            if (System.nanoTime() > giveUpAt) {
                throw Problem.behind(whose, now, minVersion);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy("The service is being stopped; ask another instance.", RETRY_AFTER_SECONDS);
        }
    }
}
