package io.taskledger.audit;

import org.jspecify.annotations.Nullable;

/** Who a creator is, as its own events have it. */
record Profile(
        long version,
        long timeMs,
        Standing standing,
        @Nullable String accountName,
        @Nullable Long followers,
        @Nullable Long averagePlays,
        @Nullable Long asOfMs) {

    /** The platform's report counts more than what the creator said. */
    static Profile of(Creator creator) {
        Json application = creator.application;
        Json report = creator.report;
        return new Profile(
                creator.version,
                creator.timeMs,
                creator.standing(),
                application.text("accountName"),
                report == null ? application.number("followers") : report.number("followers"),
                report == null ? null : report.number("averagePlays"),
                report == null ? null : report.time("asOf"));
    }
}
