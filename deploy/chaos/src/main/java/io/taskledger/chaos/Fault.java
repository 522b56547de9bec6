package io.taskledger.chaos;

/** What the nemesis does. */
enum Fault {
    KILL_SERVICE(Kind.SERVICE),
    KILL_BROKER(Kind.BROKER),
    /** Every process at once, brokers included. */
    KILL_ALL(Kind.NOBODY),
    /** For longer than its transaction and its session last. */
    FREEZE_SERVICE(Kind.SERVICE),
    FREEZE_BROKER(Kind.BROKER),
    RESTART_BROKER(Kind.BROKER),
    /** Nobody reaches it, and it reaches no other broker. */
    CUT_BROKER(Kind.BROKER),
    /** Nobody reaches it; it reaches the others. */
    CUT_FROM_OTHERS(Kind.BROKER),
    /** It reaches no other broker; everybody reaches it. */
    CUT_TO_OTHERS(Kind.BROKER),
    STATE_DELETED(Kind.MONEY),
    /** Its local state is replaced by what it was some time before. */
    STATE_OLD(Kind.MONEY),
    /** One more instance comes, and goes. */
    REBALANCE(Kind.MONEY),
    /** Settlement reads all events again. */
    OFFSETS_RESET(Kind.NOBODY),
    /** Changelogs and local state are gone; one instance rebuilds them. */
    REBUILD(Kind.MONEY);

    /** Whom it can happen to. */
    enum Kind {
        BROKER,
        SERVICE,
        /** A service with state of its own. */
        MONEY,
        NOBODY
    }

    final Kind victims;

    Fault(Kind victims) {
        this.victims = victims;
    }
}
