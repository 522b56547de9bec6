package io.taskledger.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * What the load has done by now.
 *
 * @param heldBack tasks that were not begun, as too much was waited for
 * @param sent     commands, repeats among them
 * @param races    commands whose order among others was nobody's choice
 * @param failed   given up once, and sent again
 */
record Counts(
        long tasks, long heldBack, long creators, long sent, long acknowledged, long repeats, long races, long failed) {

    /** Of all commands. Below either, a campaign without a violation would say less than it seems to. */
    private static final int LEAST_REPEATS_PERCENT = 20;

    private static final int LEAST_RACES_PERCENT = 10;

    /** Of fewer commands, chance and the beginning say more than the load does. */
    private static final long ENOUGH_TO_TELL = 1_000;

    /** Empty where the load was what a campaign of faults needs. */
    List<String> shortfalls() {
        List<String> shortfalls = new ArrayList<>();
        if (sent >= ENOUGH_TO_TELL) {
            require("repeats", repeats, LEAST_REPEATS_PERCENT, shortfalls);
            require("in races", races, LEAST_RACES_PERCENT, shortfalls);
        }
        return shortfalls;
    }

    private void require(String what, long part, int leastPercent, List<String> shortfalls) {
        if (part * 100 < sent * leastPercent) {
            shortfalls.add("only " + part + " of " + sent + " commands were " + what + ", not " + leastPercent + " %");
        }
    }
}
