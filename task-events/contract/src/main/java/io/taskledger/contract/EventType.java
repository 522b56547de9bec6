package io.taskledger.contract;

import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;

/** The names of events on the wire. They are forever, whatever our classes are called. */
public enum EventType {
    TASK_PUBLISHED("taskledger.TaskPublished.v1"),
    TASK_ACCEPTED("taskledger.TaskAccepted.v1"),
    PRODUCTION_STARTED("taskledger.ProductionStarted.v1"),
    VIDEO_UPLOADED("taskledger.VideoUploaded.v1"),
    CANCELLATION_REQUESTED("taskledger.CancellationRequested.v1"),
    CANCELLATION_REFUSED("taskledger.CancellationRefused.v1"),
    CANCELLATION_WITHDRAWN("taskledger.CancellationWithdrawn.v1"),
    CANCELLATION_REMINDED("taskledger.CancellationReminded.v1"),
    CANCELLATION_ESCALATED("taskledger.CancellationEscalated.v1"),
    CANCELLATION_RESUMED("taskledger.CancellationResumed.v1"),
    TASK_CANCELLED("taskledger.TaskCancelled.v1"),
    TASK_COMPLETED("taskledger.TaskCompleted.v1");

    private final String typeName;

    EventType(String typeName) {
        this.typeName = typeName;
    }

    /** The CloudEvents {@code type}. */
    public String typeName() {
        return typeName;
    }

    /** Whether nothing can follow, and a settlement is due. */
    public boolean isTerminal() {
        return this == TASK_CANCELLED || this == TASK_COMPLETED;
    }

    public static EventType of(TaskEvent event) {
        return switch (event) {
            case TaskPublished e -> TASK_PUBLISHED;
            case TaskAccepted e -> TASK_ACCEPTED;
            case ProductionStarted e -> PRODUCTION_STARTED;
            case VideoUploaded e -> VIDEO_UPLOADED;
            case CancellationRequested e -> CANCELLATION_REQUESTED;
            case CancellationRefused e -> CANCELLATION_REFUSED;
            case CancellationWithdrawn e -> CANCELLATION_WITHDRAWN;
            case CancellationReminded e -> CANCELLATION_REMINDED;
            case CancellationEscalated e -> CANCELLATION_ESCALATED;
            case CancellationResumed e -> CANCELLATION_RESUMED;
            case TaskCancelled e -> TASK_CANCELLED;
            case TaskCompleted e -> TASK_COMPLETED;
        };
    }
}
