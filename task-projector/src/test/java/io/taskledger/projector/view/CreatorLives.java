package io.taskledger.projector.view;

import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.LiftCause;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.McnId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lives of creators as chance has it, of a few agencies, over a few days; their bans are over, or for a long time. */
public final class CreatorLives {

    private static final int MOST_EVENTS = 9;

    /** A ban from then is over whenever it is looked at. */
    private static final Instant OVER = Story.START.minus(Duration.ofDays(60));

    private static final Duration A_CENTURY = Duration.ofDays(36_500);

    private final Random random;
    private final String prefix;

    /** Names of agencies begin with the prefix. */
    public CreatorLives(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    public List<CreatorEventEnvelope> of(String creatorId) {
        List<CreatorEventEnvelope> life = new ArrayList<>();
        Instant time = Story.START.plusSeconds(random.nextInt(4) * 86_400L);
        CreatorView creator = null;
        for (int most = 1 + random.nextInt(MOST_EVENTS); life.size() < most; ) {
            int version = life.size() + 1;
            CreatorEvent event = creator == null ? applied() : next(creator, version, time);
            CreatorEventEnvelope envelope = CreatorStory.at(time, creatorId, version, event);
            life.add(envelope);
            creator = CreatorView.fold(creator, envelope);
            time = time.plusMillis(random.nextInt(3) * 1_800_123L);
        }
        return life;
    }

    private CreatorEvent applied() {
        CreatorKind[] kinds = CreatorKind.values();
        return CreatorStory.applied(kinds[random.nextInt(kinds.length)], random.nextInt(4) * 1_000L);
    }

    private CreatorEvent next(CreatorView creator, int version, Instant time) {
        if (creator.status() == CreatorStatus.REJECTED && random.nextBoolean()) {
            return applied();
        }
        if (creator.status() == CreatorStatus.APPLIED && random.nextInt(3) > 0) {
            return random.nextInt(4) == 0
                    ? new OnboardingRejected(
                            new Findings(new CaseRef("case-1"), List.of(Finding.IDENTITY), "no \u0000"))
                    : CreatorStory.approved();
        }
        McnId mcn = new McnId(prefix + "mcn-" + random.nextInt(2));
        return switch (random.nextInt(8)) {
            case 0 -> CreatorStory.violated(version);
            case 1 -> CreatorStory.postDeleted();
            case 2 -> CreatorStory.banned(version, OVER, Duration.ofHours(1 + random.nextInt(200)));
            case 3 -> CreatorStory.banned(version, time, A_CENTURY);
            case 4 -> CreatorStory.bannedForGood(version, time);
            case 5 ->
                creator.mcnId() == null
                        ? new McnJoined(mcn)
                        : random.nextBoolean()
                                ? new McnLeft(new McnId(creator.mcnId()))
                                : new BanLifted(LiftCause.EXPIRED);
            case 6 -> CreatorStory.overturned(1 + random.nextInt(version));
            default -> CreatorStory.reported(random.nextInt(4) * 1_000L, random.nextInt(3) * 500L, time);
        };
    }
}
