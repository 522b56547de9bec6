package io.taskledger.projector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.CreatorView;
import io.taskledger.projector.view.Figures;
import io.taskledger.projector.view.Figures.Count;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /creators/{creatorId}}: what everybody may see; what is absent is left out. */
@Schema(name = "Creator")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CreatorJson(
        String creatorId,
        long version,
        CreatorStatus status,
        CreatorKind kind,
        String accountName,
        @Nullable String mcnId,
        Standing standing,
        long followers,
        @Nullable Long averagePlays,
        @Nullable String audienceAsOf,
        Tasks orders,
        Tasks crowd,
        String updatedAt) {

    /** Basis points, as the fraction that they are. */
    private static final int RATE_SCALE = 4;

    @Schema(name = "Standing")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            boolean banned,

            @Nullable @Schema(description = "Absent where it is banned for good")
            String bannedUntil,

            @Schema(description = "All that count, past ones too")
            List<Interval> bans) {}

    @Schema(name = "Ban")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Interval(
            String from,

            @Nullable @Schema(description = "Absent where it is for good")
            String until) {}

    @Schema(name = "CreatorTasks")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tasks(
            long accepted,
            long completed,
            long cancelledByCreator,
            long cancelledByClient,
            long cancelledOtherwise,
            long declinedInvitations,
            long expiredInvitations,

            @Nullable @Schema(description = "completed / accepted ones that have ended, rounded down")
            BigDecimal completionRate,

            @Nullable @Schema(description = "From acceptance, rounded down")
            Long medianSecondsToFirstUpload,

            List<Income> income) {}

    @Schema(name = "Income")
    record Income(String currency, BigInteger amountMinor) {}

    /** As everybody may see it at that instant. */
    static CreatorJson of(CreatorNow now, Instant instant) {
        CreatorView creator = Objects.requireNonNull(now.creator());
        return new CreatorJson(
                creator.creatorId(),
                creator.version(),
                creator.status(),
                creator.application().kind(),
                creator.application().accountName(),
                creator.mcnId(),
                standing(creator, instant),
                creator.followers(),
                creator.audience() == null ? null : creator.audience().averagePlays(),
                creator.audience() == null
                        ? null
                        : Timestamps.format(creator.audience().asOf()),
                tasks(now.tasks().orders(), now.ordersMedianSeconds()),
                tasks(now.tasks().crowd(), now.crowdMedianSeconds()),
                Timestamps.format(Objects.requireNonNull(now.updatedAt())));
    }

    private static Standing standing(CreatorView creator, Instant instant) {
        Instant until = creator.bannedUntil();
        boolean banned = until != null && instant.isBefore(until);
        return new Standing(
                banned,
                until == null || !banned || until.equals(CreatorView.FOR_GOOD) ? null : Timestamps.format(until),
                creator.bans().stream().map(CreatorJson::interval).toList());
    }

    private static Interval interval(Ban ban) {
        return new Interval(Timestamps.format(ban.from()), ban.until() == null ? null : Timestamps.format(ban.until()));
    }

    private static Tasks tasks(Figures figures, @Nullable Long medianSeconds) {
        Long rateBp = figures.completionRateBp();
        return new Tasks(
                figures.count(Count.ACCEPTED),
                figures.count(Count.COMPLETED),
                figures.count(Count.CANCELLED_BY_CREATOR),
                figures.count(Count.CANCELLED_BY_CLIENT),
                figures.count(Count.CANCELLED_OTHERWISE),
                figures.count(Count.DECLINED),
                figures.count(Count.EXPIRED),
                rateBp == null ? null : BigDecimal.valueOf(rateBp, RATE_SCALE).stripTrailingZeros(),
                medianSeconds,
                figures.income().entrySet().stream()
                        .map(income -> new Income(income.getKey(), income.getValue()))
                        .toList());
    }
}
