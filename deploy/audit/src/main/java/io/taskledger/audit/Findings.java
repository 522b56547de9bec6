package io.taskledger.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was checked and what was found wrong, invariant by invariant. Counts are exact, offenders are the first ones. */
public final class Findings {

    /** So many offenders of each invariant are kept. */
    static final int MAX_OFFENDERS = 20;

    /** A record that breaks an invariant. */
    public record Offender(String record, String subject, String message) {}

    /** Of one invariant. */
    public static final class Tally {
        private long checked;
        private long violations;
        private long notJudged;
        private final List<Offender> first = new ArrayList<>();

        public long checked() {
            return checked;
        }

        public long violations() {
            return violations;
        }

        /** What could not be judged, as its counterpart was deleted by retention or is not there yet. */
        public long notJudged() {
            return notJudged;
        }

        public List<Offender> first() {
            return List.copyOf(first);
        }
    }

    private final Map<Invariant, Tally> tallies = new EnumMap<>(Invariant.class);

    public Findings() {
        for (Invariant invariant : Invariant.values()) {
            tallies.put(invariant, new Tally());
        }
    }

    public Tally of(Invariant invariant) {
        return Objects.requireNonNull(tallies.get(invariant));
    }

    public long violations() {
        return tallies.values().stream().mapToLong(Tally::violations).sum();
    }

    void checked(Invariant invariant) {
        of(invariant).checked++;
    }

    void notJudged(Invariant invariant) {
        of(invariant).notJudged++;
    }

    void violated(Invariant invariant, Offender offender) {
        Tally tally = of(invariant);
        tally.violations++;
        if (tally.first.size() < MAX_OFFENDERS) {
            tally.first.add(offender);
        }
    }

    /** Checks of one record. */
    About about(Entry entry) {
        return new About(this, entry.place(), Json.shown(entry.group()));
    }

    /** Checks of one record, which is named wherever one of them fails. */
    record About(Findings findings, String record, String subject) {

        void that(Invariant invariant, boolean holds, String otherwise) {
            if (!holds) {
                findings.violated(invariant, new Offender(record, subject, otherwise));
            }
        }

        void same(Invariant invariant, String name, @Nullable Object actual, @Nullable Object expected) {
            if (!Objects.equals(actual, expected)) {
                String message = name + " is " + shown(actual) + ", where " + shown(expected) + " was due";
                findings.violated(invariant, new Offender(record, subject, message));
            }
        }

        private static String shown(@Nullable Object value) {
            return value == null ? "absent" : Json.shown(value.toString());
        }
    }
}
