package io.taskledger.audit;

/** What must hold. The numbers are those of the report. */
public enum Invariant {
    MONEY("money is conserved, per task and in all"),
    SETTLED("one settlement per ended task, none without, as its event says"),
    ANSWERED("every command answered once, or set aside"),
    SEQUENCE("versions without gaps, on the right partition"),
    RULES("events follow from state, policy, rights and command"),
    DEADLINES("deadlines judged by append time"),
    END("nothing after the end"),
    ABORTED("nothing caused by an aborted record"),
    VIEW("the view is the fold of the log"),
    CAUSES("settlements and notifications have causes");

    final String title;

    Invariant(String title) {
        this.title = title;
    }

    int number() {
        return ordinal() + 1;
    }
}
