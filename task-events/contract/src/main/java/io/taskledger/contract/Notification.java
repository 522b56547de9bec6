package io.taskledger.contract;

import io.taskledger.contract.Actor.Role;
import java.time.Instant;
import java.util.SortedMap;

/**
 * An SMS to send, an effect of an event and never a condition (D19).
 *
 * @param id        follows from event, recipient's role and template: a consumer deduplicates on it
 * @param subject   the task or the creator that it is about
 * @param eventId   what caused it
 * @param params    the values in the text, for senders with texts of their own
 */
public record Notification(
        String id,
        Identifier subject,
        Instant time,
        String eventId,
        Trace trace,
        Role recipientRole,
        String recipientId,
        Template template,
        SortedMap<String, String> params,
        Text text) {

    /** The CloudEvents {@code type}. */
    public static final String TYPE_NAME = "taskledger.NotificationRequested.v1";

    /** What the recipient is told. */
    public enum Template {
        CANCELLATION_REQUESTED,
        CANCELLATION_REMINDER,
        CANCELLATION_REFUSED,
        CANCELLATION_WITHDRAWN,
        CANCELLATION_RESUMED,
        CANCELLATION_ESCALATED,
        TASK_CANCELLED,
        ONBOARDING_APPROVED,
        ONBOARDING_REJECTED,
        SANCTION_APPLIED,
        VIOLATION_OVERTURNED,
        BAN_LIFTED;

        /** Whether it is about a creator; the others are about a task. */
        public boolean isOfCreators() {
            return compareTo(ONBOARDING_APPROVED) >= 0;
        }
    }
}
