package io.taskledger.contract;

/** The two kinds of task. */
public enum TaskKind {
    /** 星图任务: its cancellation takes the longer way (C02). */
    ORDER,
    /** 全民任务: the creator may drop it, without any penalty (C01). */
    CROWD
}
