package io.taskledger.chaos;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskKind;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** What people do to one task. In a step with two lines both are sent at once, by different senders: the log decides. */
final class Story {

    private static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    private static final Actor CREATOR = new Actor(Role.CREATOR, "creator-9");
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, "operator-1");
    private static final Reason REASON = new Reason(Reason.Code.OTHER, "campaign");
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final int MAX_AMOUNT_MINOR = 1_000_000;

    /** One command, by somebody. */
    record Line(Actor by, TaskCommand command) {}

    private static final Line ACCEPT = new Line(CREATOR, new AcceptTask(null, null));
    private static final Line START = new Line(CREATOR, new StartProduction());
    private static final Line COMPLETE = new Line(CLIENT, new CompleteTask());
    private static final Line WITHDRAW = new Line(CLIENT, new WithdrawTask(REASON));
    private static final Line CLIENT_ASKS = new Line(CLIENT, new RequestCancellation(REASON));
    private static final Line CREATOR_ASKS = new Line(CREATOR, new RequestCancellation(REASON));
    private static final Line CREATOR_CONFIRMS = new Line(CREATOR, new ConfirmCancellation());
    private static final Line CREATOR_REFUSES = new Line(CREATOR, new RefuseCancellation(null));
    private static final Line CLIENT_RECANTS = new Line(CLIENT, new WithdrawCancellation());
    private static final Line RESOLVES =
            new Line(OPERATOR, new ResolveCancellation(Resolution.CANCEL, 3_000L, new CaseRef("case-1")));

    private static final List<List<List<Line>>> PLOTS = List.of(
            // Races first: their order in the log is nobody's choice.
            List.of(List.of(WITHDRAW, ACCEPT), List.of(CLIENT_ASKS), List.of(CREATOR_CONFIRMS)),
            List.of(List.of(ACCEPT), List.of(CLIENT_ASKS, CREATOR_ASKS)),
            List.of(List.of(ACCEPT), List.of(upload("a-1")), List.of(CREATOR_ASKS, CLIENT_ASKS)),
            List.of(List.of(ACCEPT), List.of(upload("a-1"), CLIENT_ASKS), List.of(CREATOR_CONFIRMS)),
            List.of(
                    List.of(ACCEPT),
                    List.of(CLIENT_ASKS),
                    List.of(CREATOR_CONFIRMS, CLIENT_RECANTS),
                    List.of(upload("a-1")),
                    List.of(COMPLETE, CREATOR_ASKS)),
            List.of(List.of(ACCEPT), List.of(START), List.of(upload("a-1")), List.of(COMPLETE)),
            List.of(
                    List.of(ACCEPT),
                    List.of(START),
                    List.of(CLIENT_ASKS),
                    List.of(CREATOR_REFUSES),
                    List.of(upload("a-1")),
                    List.of(CLIENT_ASKS),
                    List.of(CREATOR_CONFIRMS)),
            List.of(List.of(WITHDRAW)),
            // Refused, all but the first and the last.
            List.of(
                    List.of(ACCEPT),
                    List.of(COMPLETE),
                    List.of(CREATOR_CONFIRMS),
                    List.of(WITHDRAW),
                    List.of(RESOLVES)),
            // Left to the clock, where the policy's windows are short.
            List.of(),
            List.of(List.of(ACCEPT), List.of(upload("a-1")), List.of(CLIENT_ASKS)));

    private final List<List<Line>> steps = new ArrayList<>();
    private int next;

    Story(Random random) {
        TaskKind kind = random.nextInt(5) == 0 ? TaskKind.CROWD : TaskKind.ORDER;
        String policy = switch (random.nextInt(6)) {
            case 0 -> "demo-short";
            case 1 -> "demo-escalate";
            default -> null;
        };
        Money amount = new Money(1L + random.nextInt(MAX_AMOUNT_MINOR), YUAN);
        steps.add(List.of(new Line(CLIENT, new PublishTask(kind, amount, null, null, policy))));
        steps.addAll(PLOTS.get(random.nextInt(PLOTS.size())));
    }

    private static Line upload(String asset) {
        return new Line(CREATOR, new UploadVideo(new AssetId(asset)));
    }

    /** Empty where it is over. */
    List<Line> nextStep() {
        return next < steps.size() ? steps.get(next++) : List.of();
    }
}
