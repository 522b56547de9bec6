package io.taskledger.chaos;

import io.taskledger.chaos.Story.Line;
import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What may become of one creator, while tasks are accepted in its name. */
final class CreatorStory {

    static final Actor OPERATOR = new Actor(Role.OPERATOR, "operator-1");

    private static final List<Actor> AGENCIES = List.of(new Actor(Role.MCN, "mcn-1"), new Actor(Role.MCN, "mcn-2"));
    private static final CaseRef CASE = new CaseRef("case-1");
    private static final Instant FIRST_REPORT = Instant.parse("2026-01-01T00:00:00Z");

    private final CreatorId creatorId;
    private final Line applies;
    private final Line approved;
    private final Line rejected;

    private CreatorStory(CreatorId creatorId, CreatorKind kind) {
        this.creatorId = creatorId;
        applies = itself(new ApplyForOnboarding(new Application(kind, creatorId.value(), 10_000)));
        approved = operator(new ApproveOnboarding(CASE));
        rejected = operator(new RejectOnboarding(new Findings(CASE, List.of(Finding.IDENTITY), null)));
    }

    static Story of(String creatorId, Random random) {
        CreatorKind kind = random.nextInt(4) == 0 ? CreatorKind.STAR : CreatorKind.CREATOR;
        List<List<List<Line>>> plots = new CreatorStory(new CreatorId(creatorId), kind).plots(random);
        return new Story(plots.get(random.nextInt(plots.size())));
    }

    /** One of few, so that it is now and then the one that a creator belongs to. */
    static Actor agency(Random random) {
        return AGENCIES.get(random.nextInt(AGENCIES.size()));
    }

    private List<List<List<Line>>> plots(Random random) {
        Actor one = agency(random);
        Actor other = agency(random);
        List<List<Line>> reviewed = List.of(List.of(applies), List.of(approved));
        return List.of(
                // More than one of this kind, or there is nobody to take orders.
                reviewed,
                reviewed,
                List.of(List.of(applies), List.of(approved), List.of(report(1), report(2)), List.of(report(1))),
                // Races: their order in the log is nobody's choice.
                List.of(List.of(applies), List.of(approved, rejected), List.of(applies, approved), List.of(approved)),
                List.of(
                        List.of(applies),
                        List.of(rejected),
                        List.of(applies),
                        List.of(approved),
                        List.of(joins(one), joins(other)),
                        List.of(leaves(one), itself(new LeaveMcn())),
                        List.of(joins(other))),
                List.of(List.of(applies), List.of(approved), List.of(joins(one)), List.of(report(3), report(2))),
                List.of(
                        List.of(applies),
                        List.of(approved),
                        List.of(joins(one)),
                        List.of(violates(1), violates(1)),
                        List.of(violates(2), overturned(1)),
                        List.of(violates(2)),
                        List.of(overturned(2), overturned(2)),
                        List.of(violates(1), violates(3))),
                // A ban comes and goes, while orders are accepted.
                List.of(
                        List.of(applies),
                        List.of(approved),
                        List.of(violates(1)),
                        List.of(violates(2)),
                        List.of(overturned(2)),
                        List.of(violates(3)),
                        List.of(overturned(3), report(1)),
                        List.of(overturned(1))),
                // The whole ladder.
                List.of(
                        List.of(applies),
                        List.of(approved),
                        List.of(violates(1)),
                        List.of(violates(2), violates(3)),
                        List.of(violates(4)),
                        List.of(overturned(2), violates(5)),
                        List.of(joins(one))),
                // Never reviewed, and what nobody knows anything of.
                List.of(List.of(applies), List.of(violates(1)), List.of(violates(2)), List.of(joins(one))),
                List.of(List.of(approved), List.of(violates(1)), List.of(report(1))));
    }

    private Line joins(Actor agency) {
        return itself(new JoinMcn(new McnId(agency.id())));
    }

    private Line leaves(Actor agency) {
        return line(agency, new LeaveMcn());
    }

    private Line violates(int number) {
        return operator(new RecordViolation(new ViolationId("v-" + number), new EvidenceRef("evidence-" + number)));
    }

    private Line overturned(int number) {
        return operator(new OverturnViolation(new ViolationId("v-" + number), CASE));
    }

    private Line report(int number) {
        return operator(new ReportAudience(
                new Audience(10_000L + number, 500L * number, FIRST_REPORT.plus(Duration.ofDays(number)))));
    }

    private Line itself(CreatorCommand command) {
        return line(new Actor(Role.CREATOR, creatorId.value()), command);
    }

    private Line operator(CreatorCommand command) {
        return line(OPERATOR, command);
    }

    private Line line(Actor by, CreatorCommand command) {
        return id -> new CreatorCommandEnvelope(
                id, Story.SOURCE, creatorId, null, Trace.NONE, by, Channel.API, null, command);
    }
}
