package io.taskledger.contract;

/** Where a task or a creator stands, as an answer says it: no two statuses share a name. */
public sealed interface StatusName permits Status, CreatorStatus {

    String name();
}
