package io.taskledger.contract.wire;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.wire.CommandReader.Head;
import org.jspecify.annotations.Nullable;

/** Creators' commands as bytes. Reading never throws: whatever comes is a command, an invalid one, or a dead letter. */
public final class CreatorCommandWire {

    private static final CommandReader<CreatorCommandType, CreatorId, CreatorCommandEnvelope> READER =
            new CommandReader<>(CreatorCommandType.values(), "creatorId", CreatorId::new, CreatorCommandWire::command);

    private CreatorCommandWire() {}

    public static CommandReading<CreatorCommandEnvelope> read(byte @Nullable [] key, byte @Nullable [] value) {
        return READER.read(key, value);
    }

    private static CreatorCommandEnvelope command(CreatorCommandType type, Head<CreatorId> head, JsonObject data) {
        return new CreatorCommandEnvelope(
                head.id(),
                head.source(),
                head.subject(),
                head.time(),
                head.trace(),
                head.actor(),
                head.channel(),
                head.expectedVersion(),
                body(type, data, head.actor()));
    }

    private static CreatorCommand body(CreatorCommandType type, JsonObject data, Actor actor) {
        return switch (type) {
            case APPLY_FOR_ONBOARDING -> applyForOnboarding(data, actor);
            case APPROVE_ONBOARDING -> new ApproveOnboarding(new CaseRef(data.string("caseRef")));
            case REJECT_ONBOARDING -> new RejectOnboarding(CreatorFields.findings(data));
            case JOIN_MCN -> new JoinMcn(new McnId(data.string("mcnId")));
            case LEAVE_MCN -> new LeaveMcn();
            case RECORD_VIOLATION ->
                new RecordViolation(
                        new ViolationId(data.string("violationId")), new EvidenceRef(data.string("evidenceRef")));
            case OVERTURN_VIOLATION ->
                new OverturnViolation(new ViolationId(data.string("violationId")), new CaseRef(data.string("caseRef")));
            case LIFT_EXPIRED_BAN -> new LiftExpiredBan();
            case REPORT_AUDIENCE -> new ReportAudience(CreatorFields.audience(data));
        };
    }

    private static ApplyForOnboarding applyForOnboarding(JsonObject data, Actor actor) {
        Application application = CreatorFields.application(data);
        if ((application.kind() == CreatorKind.MCN) != (actor.role() == Role.MCN)) {
            throw new UnfitField("kind MCN goes with the role MCN, and only with it");
        }
        return new ApplyForOnboarding(application);
    }

    public static byte[] write(CreatorCommandEnvelope command) {
        return CommandWriter.write(command, data -> body(data, command.command()));
    }

    private static void body(JsonText data, CreatorCommand command) {
        switch (command) {
            case ApplyForOnboarding c -> CreatorFields.put(data, c.application());
            case ApproveOnboarding c -> data.put("caseRef", c.caseRef());
            case RejectOnboarding c -> CreatorFields.put(data, c.findings());
            case JoinMcn c -> data.put("mcnId", c.mcnId());
            case LeaveMcn c -> {}
            case RecordViolation c -> data.put("violationId", c.violationId()).put("evidenceRef", c.evidenceRef());
            case OverturnViolation c -> data.put("violationId", c.violationId()).put("caseRef", c.caseRef());
            case LiftExpiredBan c -> {}
            case ReportAudience c -> CreatorFields.put(data, c.audience());
        }
    }
}
