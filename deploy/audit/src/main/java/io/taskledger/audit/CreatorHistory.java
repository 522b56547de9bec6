package io.taskledger.audit;

import io.taskledger.audit.Findings.About;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one creator, and the standings that they call for. */
final class CreatorHistory extends History<Creator> {

    /**
     * What others must be told of a creator.
     *
     * @param event that made it so
     */
    record Stood(Happened event, Standing standing) {
        long version() {
            return event.sequence();
        }
    }

    private final List<Stood> standings = new ArrayList<>();

    CreatorHistory(Partition here, Causes causes) {
        super(here, causes, Creator::new);
    }

    List<Stood> standings() {
        return standings;
    }

    @Override
    void judge(Creator creator, Happened event, @Nullable Asked command, About about) {
        new CreatorRules(creator, event, about).judge();
        if (command != null) {
            new CreatorCausation(event, command, about).judge(creator.timeMs);
        }
    }

    @Override
    void happened(Happened event, Creator after) {
        if (after.standingVersion == after.version) {
            Stood stood = new Stood(event, after.standing());
            standings.add(stood);
            Sights sights = here.shared().sights();
            if (sights != null && here.isHome(event.entry())) {
                sights.standing(stood);
            }
        }
    }

    @Override
    List<Notice> notices(Creator before, Happened event) {
        return Notice.of(before, event);
    }

    @Override
    @Nullable
    String companion(Happened event) {
        return switch (event.type()) {
            case "ViolationRecorded" -> "SanctionApplied";
            case "ViolationOverturned" -> "BanLifted";
            default -> null;
        };
    }

    @Override
    boolean needsCompanion(Happened event, Creator after, @Nullable Asked command) {
        return after.unpunished != null || after.freed;
    }

    /** A creator's life has no end, so that ids of commands are forgotten, and may act again. */
    @Override
    String deed(Happened event, long causeOffset) {
        return causeOffset < 0 ? event.causationId() : Long.toString(causeOffset);
    }
}
