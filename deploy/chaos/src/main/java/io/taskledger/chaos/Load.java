package io.taskledger.chaos;

import io.taskledger.chaos.Story.Line;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Many tasks and creators at once, step by step: the next step is sent when the broker has the one before. Nearly a third of
 * all commands are sent twice.
 */
final class Load implements AutoCloseable {

    /** Tasks begun in a second; each takes about five commands. */
    private static final int TASKS_PER_SECOND = 20;

    /** A creator is begun with the first of them. */
    private static final int TASKS_PER_CREATOR = 7;

    /** The latest so many creators apply, or are reviewed, banned and freed just now: half of the tasks are for them. */
    private static final int YOUNG = 30;

    private static final int OLDER = 100;

    /** No new ones while so many are under way, some five times what is usual: after an outage all of them go on at once. */
    private static final int MAX_UNDER_WAY = 1_500;

    /** Nor while about so many commands wait for their answer: what two cores would work off for an hour shows nothing more. */
    private static final int MAX_UNANSWERED = 5_000;

    private static final String ID_PREFIX = "c-";
    private static final int REPEATED_PERCENT = 30;
    private static final int MAX_PAUSE_MS = 2_000;
    private static final int MAX_REPEAT_AFTER_MS = 20_000;

    private final long seed;
    private final ScheduledExecutorService steps = Executors.newScheduledThreadPool(2);
    private final Sender sender;
    private final LongSupplier answered;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong tasks = new AtomicLong();
    private final AtomicLong creators = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong races = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();
    private volatile boolean beginning = true;

    /**
     * Begins.
     *
     * @param answered how many of its commands for tasks have been answered by now; some of them were given up by who sent them
     */
    Load(String bootstrapServers, long seed, LongSupplier answered) {
        this.seed = seed;
        this.answered = answered;
        this.sender = new Sender(bootstrapServers, steps);
        var unused = steps.scheduleAtFixedRate(this::begin, 0, 1_000_000 / TASKS_PER_SECOND, TimeUnit.MICROSECONDS);
    }

    /** Each story is the seed's, whatever happens to the others. */
    private void begin() {
        if (!beginning) {
            return;
        }
        if (underWay.get() >= MAX_UNDER_WAY || unanswered() >= MAX_UNANSWERED) {
            heldBack.incrementAndGet();
        } else {
            long number = tasks.getAndIncrement();
            long newest = number / TASKS_PER_CREATOR;
            if (number % TASKS_PER_CREATOR == 0) {
                creators.incrementAndGet();
                Random random = new Random(~seed * 31 + newest);
                play(CreatorStory.of("creator-" + newest, random), random);
            }
            Random random = new Random(seed * 31 + number);
            play(TaskStory.of("task-" + number, "creator-" + someCreator(newest, random), random), random);
        }
    }

    private long unanswered() {
        return sender.countAcknowledged(Topic.COMMANDS) - answered.getAsLong();
    }

    private static long someCreator(long newest, Random random) {
        int back = random.nextBoolean() ? random.nextInt(YOUNG) : random.nextInt(YOUNG, YOUNG + OLDER);
        return Math.floorMod(newest - back, newest + 1);
    }

    private void play(Story story, Random random) {
        underWay.incrementAndGet();
        new Life(story.steps().iterator(), random).goOn();
    }

    /** One task or creator under way. */
    private final class Life {
        private final Iterator<List<Line>> story;
        private final Random random;
        private final AtomicInteger open = new AtomicInteger();
        private int commands;

        Life(Iterator<List<Line>> story, Random random) {
            this.story = story;
            this.random = random;
        }

        void goOn() {
            if (!story.hasNext()) {
                underWay.decrementAndGet();
                return;
            }
            List<Line> step = story.next();
            open.set(step.size());
            for (int i = 0; i < step.size(); i++) {
                CommandHead command = step.get(i).under(new CommandId(ID_PREFIX + ++commands));
                if (step.size() > 1) {
                    races.incrementAndGet();
                }
                sender.send(command, i, this::acknowledged);
                if (random.nextInt(100) < REPEATED_PERCENT) {
                    repeat(command, random.nextInt(2), random.nextBoolean() ? 0 : random.nextInt(MAX_REPEAT_AFTER_MS));
                }
            }
        }

        private void acknowledged() {
            if (open.decrementAndGet() == 0) {
                later(this::goOn, random.nextInt(MAX_PAUSE_MS));
            }
        }

        private void repeat(CommandHead command, int by, int afterMs) {
            underWay.incrementAndGet();
            repeats.incrementAndGet();
            Runnable again = () -> sender.send(command, by, underWay::decrementAndGet);
            if (afterMs == 0) {
                again.run();
            } else {
                later(again, afterMs);
            }
        }
    }

    private void later(Runnable what, long afterMs) {
        var unused = steps.schedule(what, afterMs, TimeUnit.MILLISECONDS);
    }

    /** Or somebody like us: the timer's ids are of another form. */
    static boolean hasSent(String commandId) {
        return commandId.startsWith(ID_PREFIX);
    }

    /** No new tasks or creators; those under way go on. */
    void pause() {
        beginning = false;
    }

    void resume() {
        beginning = true;
    }

    /** Nothing new; returns when all that was begun is over. Throws {@link IllegalStateException} where that takes too long. */
    void finish(Duration patience) throws InterruptedException {
        beginning = false;
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (underWay.get() > 0) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException(underWay + " tasks, creators and repeats could not be sent to their end"
                        + " within " + patience.toSeconds() + " s: the brokers take nothing");
            }
            Thread.sleep(100);
        }
    }

    /** By position: whose command it was. */
    Map<Long, String> acknowledged(Topic commands) {
        return sender.acknowledged(commands);
    }

    Counts counts() {
        return new Counts(
                tasks.get(),
                heldBack.get(),
                creators.get(),
                sender.countSent(),
                sender.countAcknowledged(Topic.COMMANDS) + sender.countAcknowledged(Topic.CREATOR_COMMANDS),
                repeats.get() + sender.countFailed(),
                races.get(),
                sender.countFailed());
    }

    @Override
    public void close() {
        beginning = false;
        steps.shutdownNow();
        sender.close();
    }
}
