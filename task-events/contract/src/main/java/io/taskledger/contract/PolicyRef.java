package io.taskledger.contract;

/**
 * Names one version of a policy; pinned to a task when it is published (D24).
 *
 * @param id      1–64 of {@code A-Za-z0-9._:-}
 * @param version 1, 2, …
 */
public record PolicyRef(String id, int version) {

    public PolicyRef {
        if (!Identifier.isValid(id)) {
            throw new IllegalArgumentException("policy.id must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(id));
        }
        if (version < 1) {
            throw new IllegalArgumentException("policy.version must be 1 or more, but was " + version);
        }
    }
}
