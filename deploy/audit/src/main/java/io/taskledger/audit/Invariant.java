package io.taskledger.audit;

/** What must hold. The numbers are those of the report. */
public enum Invariant {
    MONEY(1, "money is conserved, per task and in all"),
    SETTLED(2, "one settlement per ended task, none without, as its event says"),
    ANSWERED(3, "every command answered once, or set aside"),
    SEQUENCE(4, "versions without gaps, on the right partition"),
    RULES(5, "events follow from state, policy, rights and command"),
    DEADLINES(6, "deadlines judged by append time"),
    END(7, "nothing after the end"),
    ABORTED(8, "nothing caused by an aborted record"),
    VIEW(9, "the view is the fold of the log"),
    CAUSES(10, "settlements and notifications have causes"),
    STANDING(11, "standings are the fold of creators' events");

    final int number;
    final String title;

    Invariant(int number, String title) {
        this.number = number;
        this.title = title;
    }
}
