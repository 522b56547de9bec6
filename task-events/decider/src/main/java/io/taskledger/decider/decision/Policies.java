package io.taskledger.decider.decision;

import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;

import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.decider.decision.CancellationPolicy.OnSilence;
import io.taskledger.decider.decision.CancellationPolicy.Rate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that a task may be pinned to. To change the rules for new tasks add a version here; never edit one that
 * has been shipped.
 */
public final class Policies {

    private static final Map<Stage, Rate> CLIENT_RATES = Map.of(
            NOT_STARTED, new Rate(0, Rule.R09),
            STARTED, new Rate(0, Rule.D01),
            UPLOADED, new Rate(5_000, Rule.R10));

    private static final Rate CREATOR_RATE = new Rate(0, Rule.R11);

    /** The guide of January 2022. */
    public static final CancellationPolicy XINGTU_2022_01 = new CancellationPolicy(
            new PolicyRef("xingtu-2022-01", 1),
            Duration.ofHours(24),
            Duration.ofHours(72),
            List.of(Duration.ofHours(24), Duration.ofHours(60)),
            OnSilence.ESCALATE,
            CLIENT_RATES,
            CREATOR_RATE,
            0,
            Quote.FULL_BP);

    /** The same rates with windows of seconds, and silence is consent: for demonstrations and tests. */
    public static final CancellationPolicy DEMO_SHORT = demo("demo-short", OnSilence.DEEM);

    /** As {@link #DEMO_SHORT}, but silence is an operator's turn, as in the guide. */
    public static final CancellationPolicy DEMO_ESCALATE = demo("demo-escalate", OnSilence.ESCALATE);

    /** The shipped ones; the first is what a task gets that names none. */
    public static final Policies SHIPPED = new Policies(List.of(XINGTU_2022_01, DEMO_SHORT, DEMO_ESCALATE));

    private final List<CancellationPolicy> all;

    /**
     * A table of policies.
     *
     * @param all the first is the current one
     */
    public Policies(List<CancellationPolicy> all) {
        this.all = List.copyOf(all);
    }

    private static CancellationPolicy demo(String id, OnSilence onSilence) {
        return new CancellationPolicy(
                new PolicyRef(id, 1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(6),
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(4)),
                onSilence,
                CLIENT_RATES,
                CREATOR_RATE,
                0,
                Quote.FULL_BP);
    }

    /** The latest version of that id; the current policy where none is named. */
    Optional<CancellationPolicy> forNewTask(@Nullable String id) {
        String wanted = id == null ? all.getFirst().ref().id() : id;
        return all.stream()
                .filter(policy -> policy.ref().id().equals(wanted))
                .max(Comparator.comparingInt(policy -> policy.ref().version()));
    }

    /** The one that a task was pinned to. Throws {@link IllegalStateException} where it is gone: it never may be. */
    CancellationPolicy pinned(PolicyRef ref) {
        for (CancellationPolicy policy : all) {
            if (policy.ref().equals(ref)) {
                return policy;
            }
        }
        throw new IllegalStateException("a task is pinned to " + ref + ", which this version does not know");
    }
}
