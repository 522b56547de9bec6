package io.taskledger.creator.decision;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a creator, as far as deciding needs it. Evolving decides nothing. */
public sealed interface Creator {

    /** It never applied. */
    record Unknown() implements Creator {}

    /** It applied, whatever came of it. */
    sealed interface Known extends Creator {
        Profile profile();

        CreatorStatus status();

        /** The same, with another profile. */
        Known with(Profile profile);

        default Known with(Conduct conduct) {
            return with(profile().with(conduct));
        }

        default Conduct conduct() {
            return profile().conduct();
        }

        /** As others may know it. */
        default CreatorStanding standing(CreatorId id, long version) {
            return new CreatorStanding(
                    id, version, status(), profile().kind(), mcn(), conduct().bans());
        }

        /** Of which agency it is a member: null before it is onboarded, and where it is a member of none. */
        default @Nullable McnId mcn() {
            return null;
        }
    }

    /** The review is to come. */
    record Applied(Profile profile) implements Known {
        @Override
        public CreatorStatus status() {
            return CreatorStatus.APPLIED;
        }

        @Override
        public Applied with(Profile profile) {
            return new Applied(profile);
        }
    }

    /**
     * Reviewed: it may take orders while it is not banned. For good: nobody is off-boarded in this version.
     *
     * @param mcn null where it is a member of no agency
     */
    record Onboarded(Profile profile, @Nullable McnId mcn) implements Known {
        @Override
        public CreatorStatus status() {
            return CreatorStatus.ONBOARDED;
        }

        @Override
        public Onboarded with(Profile profile) {
            return new Onboarded(profile, mcn);
        }
    }

    /** The review found something wrong; it may apply again. */
    record Rejected(Profile profile) implements Known {
        @Override
        public CreatorStatus status() {
            return CreatorStatus.REJECTED;
        }

        @Override
        public Rejected with(Profile profile) {
            return new Rejected(profile);
        }
    }

    /**
     * What does not depend on the review.
     *
     * @param reportedAsOf of the latest report about the audience; null where there is none
     */
    record Profile(
            CreatorKind kind, Conduct conduct, @Nullable Instant reportedAsOf) {
        private Profile as(CreatorKind kind) {
            return new Profile(kind, conduct, reportedAsOf);
        }

        private Profile with(Conduct conduct) {
            return new Profile(kind, conduct, reportedAsOf);
        }

        private Profile reported(Instant asOf) {
            return new Profile(kind, conduct, asOf);
        }
    }

    /** The creator after one more event. Throws {@link IllegalStateException} where the event cannot follow. */
    static Creator evolve(Creator creator, CreatorEvent event, Instant time) {
        return switch (event) {
            case OnboardingApplied e -> applied(creator, e);
            case OnboardingApproved e -> new Onboarded(underReview(creator, e), null);
            case OnboardingRejected e -> new Rejected(underReview(creator, e));
            case McnJoined e -> member(creator, e, null, e.mcnId());
            case McnLeft e -> member(creator, e, e.mcnId(), null);
            case ViolationRecorded e -> {
                Known known = known(creator, e);
                require(known.conduct().violation(e.violationId()).isEmpty(), creator, e);
                yield known.with(known.conduct().recorded(e.violationId()));
            }
            case SanctionApplied e -> {
                Known known = guilty(creator, e, e.violationId());
                yield e.measure() == Measure.POST_DELETED
                        ? known
                        : known.with(known.conduct().banned(new Ban(e.violationId(), e.from(), e.until())));
            }
            case ViolationOverturned e -> {
                Known known = guilty(creator, e, e.violationId());
                yield known.with(known.conduct().overturned(e.violationId()));
            }
            case BanLifted e -> {
                Known known = known(creator, e);
                yield known.with(known.conduct().lifted(time));
            }
            case AudienceReported e -> {
                Known known = known(creator, e);
                yield known.with(known.profile().reported(e.audience().asOf()));
            }
        };
    }

    private static Creator applied(Creator creator, OnboardingApplied event) {
        CreatorKind kind = event.application().kind();
        return switch (creator) {
            case Unknown c -> new Applied(new Profile(kind, Conduct.CLEAN, null));
            case Rejected c -> new Applied(c.profile().as(kind));
            case Applied c -> throw cannotFollow(creator, event);
            case Onboarded c -> throw cannotFollow(creator, event);
        };
    }

    private static Profile underReview(Creator creator, CreatorEvent event) {
        if (creator instanceof Applied applied) {
            return applied.profile();
        }
        throw cannotFollow(creator, event);
    }

    private static Creator member(Creator creator, CreatorEvent event, @Nullable McnId from, @Nullable McnId to) {
        if (creator instanceof Onboarded onboarded && Objects.equals(onboarded.mcn(), from)) {
            return new Onboarded(onboarded.profile(), to);
        }
        throw cannotFollow(creator, event);
    }

    private static Known known(Creator creator, CreatorEvent event) {
        if (creator instanceof Known known) {
            return known;
        }
        throw cannotFollow(creator, event);
    }

    private static Known guilty(Creator creator, CreatorEvent event, ViolationId violation) {
        Known known = known(creator, event);
        require(known.conduct().violation(violation).isPresent(), creator, event);
        return known;
    }

    private static void require(boolean fits, Creator creator, CreatorEvent event) {
        if (!fits) {
            throw cannotFollow(creator, event);
        }
    }

    private static IllegalStateException cannotFollow(Creator creator, CreatorEvent event) {
        return new IllegalStateException(event + " cannot follow " + creator);
    }
}
