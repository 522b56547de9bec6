package io.taskledger.audit;

import static io.taskledger.audit.Invariant.VIEW;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Standing.Ban;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Asks the view for creators, and holds its answers against what all topics say of them. */
final class CreatorViewCheck {

    /** So far the view's clock may be from ours: a ban that ends meanwhile may be over or not. */
    private static final long CLOCKS_APART_MS = 60_000;

    private final View view;
    private final Findings findings;
    private final boolean live;

    /** All had been written before the first was asked for: one that is behind is waited for, but not each anew. */
    private final long giveUpAt;

    /** What is due. */
    private record Due(@Nullable Profile profile, Figures orders, Figures crowd, long updatedAtMs) {

        static Due of(ByCreator.Known known) {
            Profile profile = known.all(Profile.class).stream().findFirst().orElse(null);
            List<TaskPart> parts = known.all(TaskPart.class);
            LongStream times = parts.stream().mapToLong(TaskPart::atMs);
            long own = profile == null ? Long.MIN_VALUE : profile.timeMs();
            return new Due(
                    profile,
                    ofKind(parts, "ORDER"),
                    ofKind(parts, "CROWD"),
                    LongStream.concat(LongStream.of(own), times).max().orElse(own));
        }

        private static Figures ofKind(List<TaskPart> parts, String kind) {
            return Figures.of(
                    parts.stream().filter(part -> part.kind().equals(kind)).toList());
        }
    }

    /**
     * Of none yet.
     *
     * @param live creators and their tasks may have gone on meanwhile
     */
    CreatorViewCheck(View view, Findings findings, boolean live) {
        this.view = view;
        this.findings = findings;
        this.live = live;
        this.giveUpAt = view.giveUpAt();
    }

    void check(ByCreator.Known known) throws IOException, InterruptedException {
        findings.checked(VIEW);
        Due due = Due.of(known);
        Json shown = ask(known.creatorId(), due);
        About about = new About(findings, "view", known.creatorId());
        Profile profile = due.profile;
        if (profile == null) {
            about.that(VIEW, shown == null || live, "the view has a creator of whom no event tells");
        } else if (shown == null) {
            about.that(VIEW, false, "the view has no such creator");
        } else {
            compare(shown, known.creatorId(), profile, due, about);
        }
    }

    /** Waits for a view that lags. Null where it knows no such creator. */
    private @Nullable Json ask(String creatorId, Due due) throws IOException, InterruptedException {
        while (true) {
            Json shown = view.get("/creators/" + creatorId);
            if (due.profile == null || reaches(shown, due, due.profile) || view.nanos() > giveUpAt) {
                return shown;
            }
            Thread.sleep(View.PAUSE);
        }
    }

    private static boolean reaches(@Nullable Json shown, Due due, Profile profile) {
        return shown != null
                && shown.numberOr("version", 0) >= profile.version()
                && Objects.requireNonNullElse(shown.time("updatedAt"), Long.MIN_VALUE) >= due.updatedAtMs
                && Figures.read(shown.at("orders")).reaches(due.orders)
                && Figures.read(shown.at("crowd")).reaches(due.crowd);
    }

    private void compare(Json shown, String creatorId, Profile profile, Due due, About about) {
        about.same(VIEW, "creatorId", shown.text("creatorId"), creatorId);
        boolean itself = !live || shown.numberOr("version", 0) <= profile.version();
        if (itself) {
            profile(shown, profile, about);
        }
        Figures orders = Figures.read(shown.at("orders"));
        Figures crowd = Figures.read(shown.at("crowd"));
        boolean same = orders.equals(due.orders) && crowd.equals(due.crowd);
        boolean figures = !live || same || !reaches(shown, due, profile);
        if (figures) {
            orders.compare("orders", due.orders, about);
            crowd.compare("crowd", due.crowd, about);
        }
        if (!live) {
            about.same(VIEW, "updatedAt", shown.time("updatedAt"), due.updatedAtMs);
        }
        if (!itself || !figures) {
            findings.notJudged(VIEW);
        }
    }

    private void profile(Json shown, Profile profile, About about) {
        Standing standing = profile.standing();
        about.same(VIEW, "version", shown.number("version"), profile.version());
        about.same(VIEW, "status", shown.text("status"), standing.status());
        about.same(VIEW, "kind", shown.text("kind"), standing.kind());
        about.same(VIEW, "mcnId", shown.text("mcnId"), standing.mcnId());
        about.same(VIEW, "accountName", shown.text("accountName"), profile.accountName());
        about.same(VIEW, "followers", shown.number("followers"), profile.followers());
        about.same(VIEW, "averagePlays", shown.number("averagePlays"), profile.averagePlays());
        about.same(VIEW, "audienceAsOf", shown.time("audienceAsOf"), profile.asOfMs());
        standing(shown.at("standing"), standing, about);
    }

    /** Whether it is banned now is not in the log: that takes a clock. */
    private void standing(Json shown, Standing standing, About about) {
        Standing read = Standing.read(shown);
        List<Ban> bans = standing.bans().stream()
                .map(ban -> new Ban(null, ban.fromMs(), ban.untilMs()))
                .toList();
        about.same(VIEW, "standing.bans", read == null ? null : read.bans(), bans);
        Boolean banned = shown.bool("banned");
        Long until = shown.time("bannedUntil");
        long now = view.nowMs();
        boolean possible = LongStream.of(now - CLOCKS_APART_MS, now + CLOCKS_APART_MS)
                .anyMatch(ms -> Objects.equals(banned, standing.isBannedAt(ms))
                        && Objects.equals(until, standing.bannedUntil(ms)));
        about.that(VIEW, possible, "banned is " + banned + ", until " + until + ", which its bans do not say");
    }
}
