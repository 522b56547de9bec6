package io.taskledger.audit;

import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.List;

/**
 * Causes and their effects on one partition. Both are in the same order, which tells what retention has deleted, and what is
 * not there yet while the services run, from what is missing.
 */
final class Pairing {

    private final Findings findings;
    private final boolean causesDeleted;
    private final boolean effectsDeleted;
    private final boolean live;

    private long firstCause = Long.MAX_VALUE;
    private long lastCause = -1;
    private long firstEffect = Long.MAX_VALUE;
    private final List<Open> missing = new ArrayList<>();
    private final List<Open> orphans = new ArrayList<>();

    private record Open(Invariant invariant, long offset, Offender offender) {}

    /**
     * Causes and effects.
     *
     * @param causesDeleted  the partition of the causes does not begin at 0
     * @param effectsDeleted nor does that of the effects
     * @param live           the services run: what is behind the last effect is not judged
     */
    Pairing(Findings findings, boolean causesDeleted, boolean effectsDeleted, boolean live) {
        this.findings = findings;
        this.causesDeleted = causesDeleted;
        this.effectsDeleted = effectsDeleted;
        this.live = live;
    }

    void matched(long cause, long effect) {
        firstCause = Math.min(firstCause, cause);
        lastCause = Math.max(lastCause, cause);
        firstEffect = Math.min(firstEffect, effect);
    }

    /** The cause at that offset has no effect. */
    void missing(Invariant invariant, long cause, Offender offender) {
        keep(missing, effectsDeleted || live, new Open(invariant, cause, offender));
    }

    /** The effect at that offset has no cause. */
    void orphan(Invariant invariant, long effect, Offender offender) {
        keep(orphans, causesDeleted, new Open(invariant, effect, offender));
    }

    private void keep(List<Open> open, boolean mayBeExcused, Open one) {
        if (mayBeExcused) {
            open.add(one);
        } else {
            findings.violated(one.invariant, one.offender);
        }
    }

    /** Once all of the partition is known. */
    void close() {
        for (Open one : missing) {
            // Of the first one there may have been more.
            boolean deleted = effectsDeleted && one.offset <= firstCause;
            boolean notYet = live && one.offset > lastCause;
            judge(one, deleted || notYet);
        }
        for (Open one : orphans) {
            judge(one, causesDeleted && one.offset < firstEffect);
        }
        missing.clear();
        orphans.clear();
    }

    private void judge(Open one, boolean excused) {
        if (excused) {
            findings.notJudged(one.invariant);
        } else {
            findings.violated(one.invariant, one.offender);
        }
    }
}
