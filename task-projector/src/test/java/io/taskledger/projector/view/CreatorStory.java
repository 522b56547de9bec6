package io.taskledger.projector.view;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.EvidenceRef;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happened to a creator; one event a minute. */
public final class CreatorStory {

    private CreatorStory() {}

    /** The events with their versions from 1 on. */
    public static List<CreatorEventEnvelope> of(String creatorId, CreatorEvent... events) {
        return IntStream.range(0, events.length)
                .mapToObj(i -> envelope(creatorId, i + 1, events[i]))
                .toList();
    }

    public static CreatorEventEnvelope envelope(String creatorId, long version, CreatorEvent event) {
        return at(time(version), creatorId, version, event);
    }

    /** When an event of that version happens. */
    static Instant time(long version) {
        return Story.START.plusSeconds(60 * (version - 1));
    }

    static CreatorEventEnvelope at(Instant time, String creatorId, long version, CreatorEvent event) {
        return new CreatorEventEnvelope(
                new CreatorId(creatorId),
                version,
                time,
                "c-" + version,
                Trace.NONE,
                version,
                null,
                new Actor(Role.OPERATOR, "operator-1"),
                Channel.API,
                event);
    }

    public static OnboardingApplied applied() {
        return applied(CreatorKind.CREATOR, 1_200);
    }

    public static OnboardingApplied applied(CreatorKind kind, long followers) {
        return new OnboardingApplied(new Application(kind, "小明的厨房", followers));
    }

    public static OnboardingApproved approved() {
        return new OnboardingApproved(new CaseRef("case-1"));
    }

    public static AudienceReported reported(long followers, long averagePlays, Instant asOf) {
        return new AudienceReported(new Audience(followers, averagePlays, asOf));
    }

    public static ViolationRecorded violated(int violations) {
        return new ViolationRecorded(new ViolationId("v-" + violations), new EvidenceRef("e-1"), violations);
    }

    public static SanctionApplied postDeleted() {
        return sanction(1, Measure.POST_DELETED, Story.START, null);
    }

    /** For the violation {@code v-<step>}. */
    public static SanctionApplied banned(int step, Instant from, Duration length) {
        return sanction(step, Measure.BANNED, from, from.plus(length));
    }

    public static SanctionApplied bannedForGood(int step, Instant from) {
        return sanction(step, Measure.BANNED, from, null);
    }

    private static SanctionApplied sanction(int step, Measure measure, Instant from, @Nullable Instant until) {
        return new SanctionApplied(
                new ViolationId("v-" + step), step, measure, from, until, new PolicyRef("douyin-2022-01", 1));
    }

    public static ViolationOverturned overturned(int step) {
        return new ViolationOverturned(new ViolationId("v-" + step), new CaseRef("case-2"), 0);
    }
}
