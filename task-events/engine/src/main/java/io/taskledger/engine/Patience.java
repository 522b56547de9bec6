package io.taskledger.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka before anything is processed: a broker that does not answer is waited for; a wrong answer is not. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** Longest wait for a broker, from the first time on that none answers, and how long between two tries. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Patience() {}

    static <T> T ask(Callable<T> question) throws Exception {
        long giveUpAt = 0;
        while (true) {
            try {
                return question.call();
            } catch (Exception e) {
                long now = System.nanoTime();
                giveUpAt = giveUpAt == 0 ? now + LONGEST.toNanos() : giveUpAt;
                if (!isAway(e) || now > giveUpAt) {
                    throw e;
                }
                LOG.warn("Kafka does not answer ({}); trying again", e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isAway(Exception e) {
        return e instanceof TimeoutException
                || e instanceof RetriableException
                || e.getCause() instanceof RetriableException;
    }
}
