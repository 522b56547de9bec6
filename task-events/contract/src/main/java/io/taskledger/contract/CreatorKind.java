package io.taskledger.contract;

/** Who takes orders (F01). */
public enum CreatorKind {
    /** 达人. */
    CREATOR,
    /** 明星. */
    STAR,
    /** MCN 机构: acts for its members, and takes no part in another agency. */
    MCN
}
