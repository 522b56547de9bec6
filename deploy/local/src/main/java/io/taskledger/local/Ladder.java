package io.taskledger.local;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskKind;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ladder of sanctions (F02), climbed by a creator who is reviewed first (F01): what it may do on each step is tried with
 * tasks of their own.
 */
final class Ladder {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Client client;
    private final String run;
    private final PrintStream out;
    private final Actor creator;
    private final CreatorPlay violator;
    private int tasks;

    Ladder(Client client, String run, PrintStream out) {
        this.client = client;
        this.run = run;
        this.out = out;
        this.creator = new Actor(Role.CREATOR, "demo-" + run + "-creator");
        this.violator = new CreatorPlay(client, creator.id(), run);
    }

    /**
     * Plays all, and says whether all came out as the rules say.
     *
     * @param reviewed whether orders need a review; a ban always counts
     */
    boolean climb(boolean reviewed) throws InterruptedException {
        out.printf("%n%-48s %s%n", "a creator", "may take orders");
        try {
            if (reviewed) {
                say("not reviewed yet", order(RejectionCode.CREATOR_NOT_ONBOARDED, null));
            }
            violator.onboarded();
            Play running = acceptedOrder();
            say("reviewed and approved", "yes");
            climb(running);
            return true;
        } catch (IllegalStateException e) {
            say("the ladder", "WRONG: " + e.getMessage());
            return false;
        }
    }

    private void climb(Play running) throws InterruptedException {
        require(violator.violates("v-1").isEmpty(), "the first violation only deletes the post");
        acceptedOrder();
        say("1st violation: the post is deleted", "yes");

        Ban week = last(violator.violates("v-2"), 1);
        require(week.from().plus(Duration.ofDays(7)).equals(week.until()), "the second bars for 168 hours: " + week);
        say("2nd violation: banned for 168 hours", order(RejectionCode.CREATOR_BANNED, week.until()));
        running.as(creator, new UploadVideo(new AssetId("a-1"))).client(new CompleteTask());
        say("  a task that runs goes on", "completed");
        new Play(client, task())
                .publishOpen(TaskKind.CROWD, 300)
                .as(creator, new AcceptTask(null, null))
                .asksToLeave(creator);
        say("  a crowd task", "accepted, and dropped freely");

        Ban months = last(violator.violates("v-3"), 2);
        Instant threeMonths = months.from().atZone(SHANGHAI).plusMonths(3).toInstant();
        require(threeMonths.equals(months.until()), "the third bars for three calendar months: " + months);
        say("3rd violation: banned for three months", order(RejectionCode.CREATOR_BANNED, months.until()));

        Ban forGood = last(violator.violates("v-4"), 3);
        require(forGood.until() == null, "the fourth bars for good: " + forGood);
        say("4th violation: banned for good", order(RejectionCode.CREATOR_BANNED, null));
    }

    private static Ban last(List<Ban> bans, int count) {
        require(bans.size() == count, count + " bans count, not " + bans);
        return bans.getLast();
    }

    private void say(String what, String outcome) {
        out.printf("%-48s %s%n", what, outcome);
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw new IllegalStateException(message);
        }
    }

    private Play acceptedOrder() throws InterruptedException {
        return new Play(client, task()).publishOpen(TaskKind.ORDER, 10_001).acceptedSoon(creator);
    }

    /** An order is refused with that code and end: a new one each time, as one that is accepted is gone. */
    private String order(RejectionCode code, @Nullable Instant until) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Play play = new Play(client, task()).publishOpen(TaskKind.ORDER, 500);
            CommandResult result = play.ask(creator, new AcceptTask(null, null));
            if (result.code() == code && Objects.equals(result.bannedUntil(), until)) {
                return "no, " + code + (until == null ? "" : " until " + until);
            }
            require(
                    tries < Play.TRIES,
                    "an order was to be refused with " + code + " until " + until + ", but: " + result);
            Thread.sleep(Play.PAUSE);
        }
    }

    private String task() {
        return "demo-" + run + "-ladder-" + ++tasks;
    }
}
