package io.taskledger.bench;

import java.util.concurrent.locks.LockSupport;

/** A rate that does not give way, whatever holds up what is due. */
record Pace(long beginNanos, int perSecond) {

    static Pace ofNow(int perSecond) {
        return new Pace(System.nanoTime(), perSecond);
    }

    /** Waits until that one is due, counted from 0; returns when that is, by {@link System#nanoTime}. */
    long await(long number) {
        long due = beginNanos + number * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return due;
    }
}
