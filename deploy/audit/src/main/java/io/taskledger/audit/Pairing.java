package io.taskledger.audit;

import io.taskledger.audit.Findings.Offender;

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
    private final Open missing;
    private final Open orphans;

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
        this.missing = new Open(findings);
        this.orphans = new Open(findings);
    }

    void matched(long cause, long effect) {
        firstCause = Math.min(firstCause, cause);
        lastCause = Math.max(lastCause, cause);
        firstEffect = Math.min(firstEffect, effect);
    }

    /** The cause at that offset has no effect. */
    void missing(Invariant invariant, long cause, Offender offender) {
        keep(missing, effectsDeleted || live, new Open.One(invariant, cause, offender));
    }

    /** The effect at that offset has no cause. */
    void orphan(Invariant invariant, long effect, Offender offender) {
        keep(orphans, causesDeleted, new Open.One(invariant, effect, offender));
    }

    private void keep(Open open, boolean mayBeExcused, Open.One one) {
        if (mayBeExcused) {
            open.add(one);
        } else {
            findings.violated(one.invariant(), one.offender());
        }
    }

    /** Once all of the partition is known: whether the cause of that effect was deleted, by their order. */
    boolean causeWasDeleted(long effect) {
        return causesDeleted && effect < firstEffect;
    }

    /** Once all of the partition is known. */
    void close() {
        // Of the first one there may have been more.
        missing.close(cause -> (effectsDeleted && cause <= firstCause) || (live && cause > lastCause));
        orphans.close(this::causeWasDeleted);
    }
}
