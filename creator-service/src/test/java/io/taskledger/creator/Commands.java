package io.taskledger.creator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.Trace;
import java.time.Instant;

/** What is sent about a creator. The first word of each is the creator, the second the command's id. */
final class Commands {

    private Commands() {}

    static CreatorCommandEnvelope apply(String creator, String id) {
        Application application = new Application(CreatorKind.CREATOR, "Nine Lives", 12_000);
        return by(new Actor(Role.CREATOR, creator), creator, id, new ApplyForOnboarding(application));
    }

    static CreatorCommandEnvelope approve(String creator, String id) {
        return byOperator(creator, id, new ApproveOnboarding(new CaseRef("case-1")));
    }

    static CreatorCommandEnvelope join(String creator, String id, String mcn) {
        return by(new Actor(Role.CREATOR, creator), creator, id, new JoinMcn(new McnId(mcn)));
    }

    static CreatorCommandEnvelope violate(String creator, String id, String violation) {
        return byOperator(creator, id, new RecordViolation(new ViolationId(violation), new EvidenceRef("post-1")));
    }

    static CreatorCommandEnvelope overturn(String creator, String id, String violation) {
        return byOperator(creator, id, new OverturnViolation(new ViolationId(violation), new CaseRef("case-2")));
    }

    static CreatorCommandEnvelope report(String creator, String id, Instant asOf) {
        return byOperator(creator, id, new ReportAudience(new Audience(15_000, 4_000, asOf)));
    }

    static byte[] key(String creator) {
        return creator.getBytes(UTF_8);
    }

    private static CreatorCommandEnvelope byOperator(String creator, String id, CreatorCommand command) {
        return by(new Actor(Role.OPERATOR, "operator-1"), creator, id, command);
    }

    private static CreatorCommandEnvelope by(Actor actor, String creator, String id, CreatorCommand command) {
        return new CreatorCommandEnvelope(
                new CommandId(id),
                "/back-office",
                new CreatorId(creator),
                null,
                new Trace("review-17", null),
                actor,
                Channel.API,
                null,
                command);
    }
}
