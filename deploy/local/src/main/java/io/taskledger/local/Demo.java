package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Reason;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskKind;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The guide's cases, played through the topics as anybody would, and held against what the rules say. */
final class Demo {

    private static final String SHORT = "demo-short";
    private static final String ESCALATE = "demo-escalate";
    private static final Script DROPPED = play -> play.publish(TaskKind.CROWD, 300, null)
            .creator(new AcceptTask(null, null))
            .creatorAsks();

    /** Between two tasks, where cases are played on; and so many with one client. */
    private static final Duration PACE = Duration.ofMillis(150);

    private static final int PLAYED_ON = 100;

    private final String bootstrapServers;
    private final boolean reviewed;
    private final PrintStream out;

    /**
     * A demo.
     *
     * @param reviewed whether orders need a review of the creator
     */
    Demo(String bootstrapServers, boolean reviewed, PrintStream out) {
        this.bootstrapServers = bootstrapServers;
        this.reviewed = reviewed;
        this.out = out;
    }

    /** What is sent in a case. */
    private interface Script {
        void play(Play play) throws InterruptedException;
    }

    /** A case of the guide, and what it has to settle at. */
    private record Case(String name, Rule rule, long toCreatorMinor, long toClientMinor, Script script) {}

    /** What came of it. */
    private record Line(Case played, String outcome, boolean fine) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "client cancels before production",
                    Rule.R09,
                    0,
                    10_001,
                    play -> play.accepted().clientAsks().creator(new ConfirmCancellation())),
            new Case(
                    "client cancels, started, no upload",
                    Rule.D01,
                    0,
                    10_001,
                    play -> play.started().clientAsks().creator(new ConfirmCancellation())),
            new Case(
                    "client cancels after an upload (odd amount)",
                    Rule.R10,
                    5_001,
                    5_000,
                    play -> play.uploaded().clientAsks().creator(new ConfirmCancellation())),
            new Case(
                    "creator cancels after an upload",
                    Rule.R11,
                    0,
                    10_001,
                    play -> play.uploaded().creatorAsks().client(new ConfirmCancellation())),
            new Case(
                    "client withdraws before anybody accepted",
                    Rule.D02,
                    0,
                    500,
                    play -> play.publish(TaskKind.ORDER, 500, null)
                            .client(new WithdrawTask(new Reason(Reason.Code.OTHER, "not needed")))),
            new Case(
                    "invited creator declines",
                    Rule.D02,
                    0,
                    500,
                    play -> play.publish(TaskKind.ORDER, 500, null).creator(new DeclineTask())),
            new Case(
                    "nobody accepts in time (demo-short: 4 s)",
                    Rule.R13,
                    0,
                    500,
                    play -> play.publish(TaskKind.ORDER, 500, SHORT)),
            new Case(
                    "both sides ask, the client first",
                    Rule.R10,
                    5_001,
                    5_000,
                    play -> play.uploaded().clientAsks().creatorAsks()),
            new Case(
                    "refused, resumed, delivered, completed",
                    Rule.COMPLETED,
                    10_001,
                    0,
                    play -> play.started()
                            .clientAsks()
                            .creator(new RefuseCancellation("already filming"))
                            .creator(new UploadVideo(new AssetId("a-1")))
                            .client(new CompleteTask())),
            new Case(
                    "silence, an operator gives 30 % (demo-escalate)",
                    Rule.D06,
                    1_500,
                    3_500,
                    play -> play.publish(TaskKind.ORDER, 5_000, ESCALATE)
                            .creator(new AcceptTask(null, null))
                            .creator(new UploadVideo(new AssetId("a-1")))
                            .clientAsks()
                            .awaitEscalation()
                            .operatorCancels(3_000)),
            new Case(
                    "silence is consent (demo-short: 6 s)",
                    Rule.R10,
                    2_500,
                    2_500,
                    play -> play.publish(TaskKind.ORDER, 5_000, SHORT)
                            .creator(new AcceptTask(null, null))
                            .creator(new UploadVideo(new AssetId("a-1")))
                            .clientAsks()),
            new Case("crowd task dropped", Rule.C01, 0, 300, DROPPED),
            new Case(
                    "completed",
                    Rule.COMPLETED,
                    10_001,
                    0,
                    play -> play.uploaded().client(new CompleteTask())),
            new Case(
                    "the last command sent twice",
                    Rule.COMPLETED,
                    10_001,
                    0,
                    play -> play.uploaded().clientRepeats(new CompleteTask())),
            new Case(
                    "a forbidden command on the way",
                    Rule.D02,
                    0,
                    500,
                    play -> play.publish(TaskKind.ORDER, 500, null)
                            .creatorIsRefused(new StartProduction(), RejectionCode.WRONG_STATE)
                            .creator(new DeclineTask())));

    /** Plays all, prints the table, and says whether all came out as the rules say. */
    boolean play() throws InterruptedException, ExecutionException {
        out.println("""

                Playing the guide's cases through task.commands. Policy xingtu-2022-01, whose windows are 24 h and 72 h, unless
                a case says demo-short or demo-escalate, whose windows are 4 s and 6 s.
                """);
        boolean fine = true;
        try (Client client = new Client(bootstrapServers);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String run = Long.toString(System.currentTimeMillis(), 36);
            admit(client, run);
            List<Future<Line>> lines = new ArrayList<>();
            for (int i = 0; i < CASES.size(); i++) {
                Case next = CASES.get(i);
                Play play = new Play(client, "demo-" + run + "-" + (i + 1));
                lines.add(threads.submit(() -> played(next, play, client)));
            }
            out.printf("%-48s %-10s %10s %10s   %s%n", "case", "rule", "creator", "client", "command to settlement");
            for (Future<Line> line : lines) {
                Case played = line.get().played();
                out.printf(
                        "%-48s %-10s %10d %10d   %s%n",
                        played.name(),
                        played.rule(),
                        played.toCreatorMinor(),
                        played.toClientMinor(),
                        line.get().outcome());
                fine &= line.get().fine();
            }
            fine &= unreadable(client, "demo-" + run + "-bytes");
            fine &= new Ladder(client, run, out).climb(reviewed);
        }
        out.println(fine ? "\nAll as the rules say." : "\nNOT as the rules say: see above.");
        return fine;
    }

    /** The creator of all cases is reviewed, and the tasks' decider has read of it. */
    private static void admit(Client client, String run) throws InterruptedException {
        new CreatorPlay(client, Play.CREATOR.id(), run).onboarded();
        var unused = new Play(client, "demo-" + run + "-0")
                .publishOpen(TaskKind.ORDER, 10_001)
                .acceptedSoon(Play.CREATOR)
                .creatorAsks()
                .client(new ConfirmCancellation());
    }

    /** One more creator comes, and errs once. */
    private static void review(Client client, String run) throws InterruptedException {
        var unused = new CreatorPlay(client, "on-" + run + "-creator", run)
                .onboarded()
                .violates("v-1");
    }

    /** Plays one case after the other, and something unreadable now and then, until the process ends. */
    void playOn() {
        try {
            while (true) {
                playSome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With a client of their own: it remembers what it was told. */
    private void playSome() throws InterruptedException {
        try (Client client = new Client(bootstrapServers);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String run = Long.toString(System.currentTimeMillis(), 36);
            admit(client, run);
            review(client, run);
            for (int i = 0; i < PLAYED_ON; i++) {
                Case next = CASES.get(i % CASES.size());
                Play play = new Play(client, "on-" + run + "-" + i);
                var unused = threads.submit(() -> played(next, play, client));
                Thread.sleep(PACE);
            }
            client.send("on-" + run + "-bytes", "this is not JSON".getBytes(UTF_8));
        }
    }

    private static Line played(Case played, Play play, Client client) throws InterruptedException {
        try {
            played.script().play(play);
            Settlement settlement = client.settlement(play.taskId());
            long ms = (System.nanoTime() - play.lastSentNanos()) / 1_000_000;
            boolean fine = settlement.quote().rule() == played.rule()
                    && settlement.quote().toCreatorMinor() == played.toCreatorMinor()
                    && settlement.quote().toClientMinor() == played.toClientMinor();
            return new Line(played, fine ? ms + " ms" : "WRONG: " + settlement, fine);
        } catch (IllegalStateException e) {
            return new Line(played, "WRONG: " + e.getMessage(), false);
        }
    }

    /** Bytes that are no command are set aside, and the next good command on the same partition goes through. */
    private boolean unreadable(Client client, String taskId) throws InterruptedException {
        client.send(taskId, "this is not JSON".getBytes(UTF_8));
        String cause = client.deadLetter(taskId);
        out.printf("%-48s found in the dead letters: %s%n", "an unreadable record", cause);
        Play next = new Play(client, taskId);
        Line line = played(new Case("the next command behind it", Rule.C01, 0, 300, DROPPED), next, client);
        out.printf("%-48s %s%n", line.played().name(), line.outcome());
        return cause.equals("NOT_JSON") && line.fine();
    }
}
