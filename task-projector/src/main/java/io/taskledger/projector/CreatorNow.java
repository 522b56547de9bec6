package io.taskledger.projector;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.TaskKind;
import io.taskledger.projector.view.CreatorView;
import io.taskledger.projector.view.Figures.Count;
import io.taskledger.projector.view.TaskRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the table of creators: the creator as it stands, what its tasks have come to, and how long half of them took from
 * acceptance to the first upload.
 *
 * @param creator null where only tasks know it
 */
record CreatorNow(
        String creatorId,
        @Nullable CreatorView creator,
        TaskRecord tasks,
        @Nullable Long ordersMedianSeconds,
        @Nullable Long crowdMedianSeconds) {

    /** What {@link #of} reads. */
    static final String COLUMNS = "creator_id, view, tasks, orders_median_seconds, crowd_median_seconds";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Nothing is said of it yet. */
    static CreatorNow unknown(String creatorId) {
        return new CreatorNow(creatorId, null, TaskRecord.NONE, null, null);
    }

    static CreatorNow of(ResultSet row) throws SQLException {
        String view = row.getString("view");
        String tasks = row.getString("tasks");
        return new CreatorNow(
                row.getString("creator_id"),
                view == null ? null : JSON.readValue(view, CreatorView.class),
                tasks == null ? TaskRecord.NONE : JSON.readValue(tasks, TaskRecord.class),
                row.getObject("orders_median_seconds", Long.class),
                row.getObject("crowd_median_seconds", Long.class));
    }

    CreatorNow after(CreatorEventEnvelope event) {
        return new CreatorNow(
                creatorId, CreatorView.fold(creator, event), tasks, ordersMedianSeconds, crowdMedianSeconds);
    }

    CreatorNow plus(TaskRecord part) {
        return new CreatorNow(creatorId, creator, tasks.plus(part), ordersMedianSeconds, crowdMedianSeconds);
    }

    CreatorNow measured(TaskKind kind, long medianSeconds) {
        return kind == TaskKind.ORDER
                ? new CreatorNow(creatorId, creator, tasks, medianSeconds, crowdMedianSeconds)
                : new CreatorNow(creatorId, creator, tasks, ordersMedianSeconds, medianSeconds);
    }

    /** When the latest event was decided, of its own or of its tasks, that shows here; null while there is none. */
    @Nullable
    Instant updatedAt() {
        Instant own = creator == null ? null : creator.updatedAt();
        Instant latest = tasks.updatedAt();
        return own == null || (latest != null && latest.isAfter(own)) ? latest : own;
    }

    void addTo(CopyRows rows) {
        rows.row(15)
                .text(creatorId)
                .number(creator == null ? 0 : creator.version())
                .text(creator == null ? null : creator.application().kind().name())
                .text(creator == null ? null : creator.status().name())
                .text(creator == null ? null : creator.mcnId())
                .time(creator == null ? null : creator.bannedUntil())
                .number(creator == null ? null : creator.followers())
                .number(
                        creator == null || creator.audience() == null
                                ? null
                                : creator.audience().averagePlays())
                .number(tasks.orders().count(Count.COMPLETED))
                .number(tasks.orders().completionRateBp())
                .number(ordersMedianSeconds)
                .number(crowdMedianSeconds)
                .time(updatedAt())
                .text(creator == null ? null : JSON.writeValueAsString(creator))
                .text(JSON.writeValueAsString(tasks));
    }
}
