package io.taskledger.local;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Ban;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** One creator of the demo, played command by command; every answer is checked. */
final class CreatorPlay {

    private static final long FOLLOWERS = 12_000;

    private final Client client;
    private final String creatorId;

    /** Commands of another run are not ours: their ids must differ. */
    private final String run;

    private int sent;

    CreatorPlay(Client client, String creatorId, String run) {
        this.client = client;
        this.creatorId = creatorId;
        this.run = run;
    }

    /** Applied and approved (F01), unless that was done in an earlier run. */
    CreatorPlay onboarded() throws InterruptedException {
        CommandResult applied = itself(new ApplyForOnboarding(new Application(CreatorKind.CREATOR, "阿九", FOLLOWERS)));
        if (applied.code() != RejectionCode.WRONG_STATE) {
            Play.accept(applied);
        }
        if (applied.status() != CreatorStatus.ONBOARDED) {
            Play.accept(operator(new ApproveOnboarding(new CaseRef("review-2026-9"))));
        }
        return this;
    }

    /** One more confirmed violation (F02). Returns the bans that count then. */
    List<Ban> violates(String violationId) throws InterruptedException {
        ViolationId violation = new ViolationId(violationId);
        CommandResult result =
                Play.accept(operator(new RecordViolation(violation, new EvidenceRef("post-" + violationId))));
        CreatorStanding standing = Objects.requireNonNull(result.standing(), "of a creator that is known");
        return standing.bans();
    }

    private CommandResult itself(CreatorCommand command) throws InterruptedException {
        return ask(new Actor(Role.CREATOR, creatorId), command);
    }

    private CommandResult operator(CreatorCommand command) throws InterruptedException {
        return ask(Play.OPERATOR, command);
    }

    /** Whatever the answer is. */
    CommandResult ask(Actor actor, CreatorCommand command) throws InterruptedException {
        return client.ask(new CreatorCommandEnvelope(
                new CommandId("c-" + run + "-" + ++sent),
                "/taskledger/demo",
                new CreatorId(creatorId),
                Instant.now().toString(),
                Trace.NONE,
                actor,
                Channel.PC,
                null,
                command));
    }
}
