package io.taskledger.creator.decision;

import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.PolicyRef;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a creator's first violation, its second, and so on (F02), as data. A version that has been shipped is
 * never changed, a new one is added: events name the one that they follow from.
 *
 * @param steps the last one holds for all later ones
 * @param zone  of calendar months (D23)
 */
public record Ladder(PolicyRef ref, List<Step> steps, ZoneId zone) {

    /**
     * One step.
     *
     * @param lasts how long a ban runs: a {@link Duration}, or a {@link Period} of the calendar; null means for good
     */
    public record Step(Measure measure, @Nullable TemporalAmount lasts) {
        public Step {
            if (measure == Measure.POST_DELETED && lasts != null) {
                throw new IllegalArgumentException("a deleted post has no end");
            }
        }
    }

    /** The guide of January 2022. */
    public static final Ladder DOUYIN_2022_01 = new Ladder(
            new PolicyRef("douyin-2022-01", 1),
            List.of(
                    new Step(Measure.POST_DELETED, null),
                    new Step(Measure.BANNED, Duration.ofDays(7)),
                    new Step(Measure.BANNED, Period.ofMonths(3)),
                    new Step(Measure.BANNED, null)),
            ZoneId.of("Asia/Shanghai"));

    public Ladder {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a ladder has steps");
        }
    }

    /**
     * The sanction of a violation.
     *
     * @param number how many violations count, this one included
     */
    SanctionApplied sanction(ViolationId violation, int number, Instant from) {
        Step step = steps.get(Math.min(number, steps.size()) - 1);
        TemporalAmount lasts = step.lasts();
        Instant until = lasts == null ? null : from.atZone(zone).plus(lasts).toInstant();
        return new SanctionApplied(violation, number, step.measure(), from, until, ref);
    }
}
