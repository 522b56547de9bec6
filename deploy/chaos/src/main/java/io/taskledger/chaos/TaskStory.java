package io.taskledger.chaos;

import io.taskledger.chaos.Story.Line;
import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.TaskId;
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
import io.taskledger.contract.Trace;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** What may come of one task, where one creator, or an agency for it, wants it. */
final class TaskStory {

    private static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    private static final Reason REASON = new Reason(Reason.Code.OTHER, "campaign");
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final int MAX_AMOUNT_MINOR = 1_000_000;

    private final TaskId taskId;
    private final Actor creator;
    private final Line accept;
    private final Line start;
    private final Line complete;
    private final Line withdraw;
    private final Line clientAsks;
    private final Line creatorAsks;
    private final Line creatorConfirms;
    private final Line creatorRefuses;
    private final Line clientRecants;
    private final Line resolves;

    private TaskStory(TaskId taskId, String creatorId) {
        this.taskId = taskId;
        creator = new Actor(Role.CREATOR, creatorId);
        accept = line(creator, new AcceptTask(null, null));
        start = line(creator, new StartProduction());
        complete = line(CLIENT, new CompleteTask());
        withdraw = line(CLIENT, new WithdrawTask(REASON));
        clientAsks = line(CLIENT, new RequestCancellation(REASON));
        creatorAsks = line(creator, new RequestCancellation(REASON));
        creatorConfirms = line(creator, new ConfirmCancellation());
        creatorRefuses = line(creator, new RefuseCancellation(null));
        clientRecants = line(CLIENT, new WithdrawCancellation());
        resolves =
                line(CreatorStory.OPERATOR, new ResolveCancellation(Resolution.CANCEL, 3_000L, new CaseRef("case-1")));
    }

    static Story of(String taskId, String creatorId, Random random) {
        TaskStory story = new TaskStory(new TaskId(taskId), creatorId);
        List<List<Line>> steps = new ArrayList<>();
        steps.add(List.of(story.publish(random)));
        List<List<List<Line>>> plots = story.plots(random);
        steps.addAll(plots.get(random.nextInt(plots.size())));
        return new Story(steps);
    }

    private Line publish(Random random) {
        TaskKind kind = random.nextInt(5) == 0 ? TaskKind.CROWD : TaskKind.ORDER;
        String policy = switch (random.nextInt(6)) {
            case 0 -> "demo-short";
            case 1 -> "demo-escalate";
            default -> null;
        };
        Money amount = new Money(1L + random.nextInt(MAX_AMOUNT_MINOR), YUAN);
        return line(CLIENT, new PublishTask(kind, amount, null, null, policy));
    }

    private List<List<List<Line>>> plots(Random random) {
        Line agencyAccepts = line(CreatorStory.agency(random), new AcceptTask(new CreatorId(creator.id()), null));
        return List.of(
                // Races first: their order in the log is nobody's choice.
                List.of(List.of(withdraw, accept), List.of(clientAsks), List.of(creatorConfirms)),
                List.of(List.of(accept), List.of(clientAsks, creatorAsks)),
                List.of(List.of(accept), List.of(upload("a-1")), List.of(creatorAsks, clientAsks)),
                List.of(List.of(accept), List.of(upload("a-1"), clientAsks), List.of(creatorConfirms)),
                List.of(
                        List.of(accept),
                        List.of(clientAsks),
                        List.of(creatorConfirms, clientRecants),
                        List.of(upload("a-1")),
                        List.of(complete, creatorAsks)),
                // Whoever is refused asks again: the review, or its way to the decider, may just be under way.
                List.of(List.of(accept), List.of(accept), List.of(accept), List.of(upload("a-1")), List.of(complete)),
                List.of(
                        List.of(agencyAccepts, accept),
                        List.of(agencyAccepts),
                        List.of(upload("a-1")),
                        List.of(complete)),
                List.of(List.of(agencyAccepts), List.of(agencyAccepts), List.of(accept), List.of(clientAsks)),
                List.of(List.of(accept), List.of(start), List.of(upload("a-1")), List.of(complete)),
                List.of(
                        List.of(accept),
                        List.of(start),
                        List.of(clientAsks),
                        List.of(creatorRefuses),
                        List.of(upload("a-1")),
                        List.of(clientAsks),
                        List.of(creatorConfirms)),
                List.of(List.of(withdraw)),
                // Refused, all but the first and the last.
                List.of(
                        List.of(accept),
                        List.of(complete),
                        List.of(creatorConfirms),
                        List.of(withdraw),
                        List.of(resolves)),
                // Left to the clock, where the policy's windows are short.
                List.of(),
                List.of(List.of(accept), List.of(upload("a-1")), List.of(clientAsks)));
    }

    private Line upload(String asset) {
        return line(creator, new UploadVideo(new AssetId(asset)));
    }

    private Line line(Actor by, TaskCommand command) {
        return id -> new CommandEnvelope(id, Story.SOURCE, taskId, null, Trace.NONE, by, Channel.API, null, command);
    }
}
