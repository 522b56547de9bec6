package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.contract.Side.CLIENT;
import static io.taskledger.contract.Side.CREATOR;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;
import static io.taskledger.decider.decision.Asked.by;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.mcn;
import static io.taskledger.decider.decision.Asked.operator;
import static io.taskledger.decider.decision.Asked.timer;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.CancellationPolicy.OnSilence;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the guide is silent: each decision by its id. D01, D20 and D25 are with the amounts and the settlements. */
final class DecisionsTest {
    private static final TaskEvent[] UPLOADED_ONCE = {
        published(TaskKind.ORDER), accepted(), new ProductionStarted(), uploaded("a-1", 1)
    };
    private static final CancellationRequested CLIENT_ASKED = requested(CLIENT, NOT_STARTED, nothing(Rule.R09));
    private static final TaskEvent[] PENDING = {published(TaskKind.ORDER), accepted(), CLIENT_ASKED};
    private static final Quote SHORT_R09 = quote(Rule.R09, 0, 0, 10_001, SHORT);
    private static final TaskEvent[] PENDING_SHORT = {
        publishedShort(), accepted(), requested(CLIENT, NOT_STARTED, SHORT_R09)
    };

    @Test
    void d02_before_acceptance_there_is_nobody_to_confirm() {
        given(published(TaskKind.ORDER)).when(client(requestCancellation())).rejected(WRONG_STATE);
    }

    @Test
    void d02_only_the_other_side_confirms() {
        given(PENDING).when(client(new ConfirmCancellation())).rejected(NOT_COUNTERPARTY);
    }

    @Test
    void d03_work_is_refused_while_a_request_is_pending() {
        given(PENDING).when(creator(new StartProduction())).rejected(CANCELLATION_PENDING);
        given(PENDING).when(creator(upload("a-1"))).rejected(CANCELLATION_PENDING);
    }

    @Test
    void d03_the_answer_to_the_request_holds_the_quote() {
        assertThat(given(UPLOADED_ONCE)
                        .when(client(requestCancellation()))
                        .result()
                        .quote())
                .isEqualTo(half());
    }

    @Test
    void d04_silence_is_not_consent_but_an_operators_turn() {
        given(PENDING)
                .after(hours(72))
                .when(timer(new ExpireCancellation()))
                .then(new CancellationEscalated())
                .and()
                .when(timer(new ExpireCancellation()).as("again"))
                .rejected(NOT_DUE)
                .and()
                .when(creator(new ConfirmCancellation()).as("late--but-welcome"))
                .then(cancelled(Cause.CLIENT, Basis.CONFIRMED, NOT_STARTED, Attribution.CLIENT, nothing(Rule.R09)));
    }

    @Test
    void d04_the_counterparty_is_reminded_after_24_and_60_hours() {
        Given pending = given(PENDING);
        pending.after(hours(24).minusMillis(1))
                .when(timer(new RemindCancellation()))
                .rejected(NOT_DUE);
        pending.after(hours(24))
                .when(timer(new RemindCancellation()))
                .then(new CancellationReminded())
                .and()
                .when(timer(new RemindCancellation()).as("too-soon"))
                .rejected(NOT_DUE)
                .and()
                .after(hours(60))
                .when(timer(new RemindCancellation()).as("second"))
                .then(new CancellationReminded())
                .and()
                .after(hours(71))
                .when(timer(new RemindCancellation()).as("third"))
                .rejected(NOT_DUE);
        pending.after(hours(72)).when(timer(new RemindCancellation())).rejected(NOT_DUE);
    }

    @Test
    void d04_under_a_policy_that_says_so_silence_is_consent() {
        given(PENDING_SHORT)
                .after(Duration.ofSeconds(6))
                .when(timer(new ExpireCancellation()))
                .then(cancelled(Cause.CLIENT, Basis.DEEMED, NOT_STARTED, Attribution.CLIENT, SHORT_R09));
    }

    @Test
    void d04_then_any_command_after_the_window_finds_the_task_cancelled() {
        given(PENDING_SHORT)
                .after(Duration.ofSeconds(6))
                .when(creator(new RefuseCancellation("no")))
                .tooLate(cancelled(Cause.CLIENT, Basis.DEEMED, NOT_STARTED, Attribution.CLIENT, SHORT_R09));
    }

    @Test
    void d05_refused_the_task_resumes_where_it_was() {
        given(published(TaskKind.ORDER), accepted(), requested(CLIENT, NOT_STARTED, nothing(Rule.R09)))
                .when(creator(new RefuseCancellation("already filming")))
                .then(new CancellationRefused("already filming"))
                .and()
                .when(creator(new StartProduction()).as("start"))
                .then(new ProductionStarted());
    }

    @Test
    void d05_after_three_requests_of_a_side_only_an_operator_can_cancel() {
        CancellationRefused no = new CancellationRefused(null);
        given(published(TaskKind.ORDER), accepted(), CLIENT_ASKED, no, CLIENT_ASKED, no, CLIENT_ASKED, no)
                .when(client(requestCancellation()))
                .rejected(TOO_MANY_REQUESTS)
                .and()
                .when(creator(requestCancellation()).as("the-other-side"))
                .then(requested(CREATOR, NOT_STARTED, nothing(Rule.R11)))
                .and()
                .when(client(requestCancellation()).as("which-confirms--and-is-no-request"))
                .then(cancelled(
                        Cause.CREATOR, Basis.CROSS_REQUEST, NOT_STARTED, Attribution.MUTUAL, nothing(Rule.R11)));
    }

    @Test
    void d06_an_operator_resolves_at_any_rate_within_bounds() {
        given(UPLOADED_ONCE)
                .when(operator(cancelAt(3_000)))
                .then(resolved(
                        Cause.PLATFORM, UPLOADED, Attribution.PLATFORM, null, quote(Rule.D06, 3_000, 3_000, 7_001)));
        given(UPLOADED_ONCE).when(operator(cancelAt(10_001))).rejected(RATE_OUT_OF_BOUNDS);
        given(UPLOADED_ONCE).when(operator(cancelAt(-1))).rejected(RATE_OUT_OF_BOUNDS);
    }

    @Test
    void d06_resolving_a_request_is_the_requesters_doing() {
        given(PENDING)
                .when(operator(cancelAt(10_000)))
                .then(resolved(
                        Cause.CLIENT,
                        NOT_STARTED,
                        Attribution.CLIENT,
                        REASON.code(),
                        quote(Rule.D06, 10_000, 10_001, 0)));
    }

    @Test
    void d06_an_operator_may_let_the_task_go_on() {
        given(PENDING)
                .when(operator(resume()))
                .then(new CancellationResumed(new CaseRef("case-1")))
                .and()
                .when(operator(resume()).as("again"))
                .rejected(NO_CANCELLATION_PENDING);
    }

    @Test
    void d06_narrower_bounds_of_a_policy_hold() {
        Policies narrow = new Policies(List.of(policy(DEFAULT.id(), 1, 1_000, 2_000)));
        given(UPLOADED_ONCE).under(narrow).when(operator(cancelAt(999))).rejected(RATE_OUT_OF_BOUNDS);
        given(UPLOADED_ONCE).under(narrow).when(operator(cancelAt(2_001))).rejected(RATE_OUT_OF_BOUNDS);
        assertThat(given(UPLOADED_ONCE)
                        .under(narrow)
                        .when(operator(cancelAt(2_000)))
                        .facts())
                .hasSize(1);
    }

    @Test
    void d07_a_millisecond_before_24_hours_is_in_time_and_24_hours_are_too_late() {
        Given offered = given(published(TaskKind.ORDER));
        offered.after(hours(24).minusMillis(1)).when(creator(accept())).then(accepted());
        offered.after(hours(24))
                .when(creator(accept()))
                .tooLate(cancelled(
                        Cause.ACCEPTANCE_TIMEOUT, Basis.IMMEDIATE, null, Attribution.PLATFORM, nothing(Rule.R13)));
    }

    @Test
    void d08_time_never_decreases_within_a_task() {
        Given offered = given(published(TaskKind.ORDER));
        Instant time = offered.after(Duration.ofSeconds(-5))
                .when(creator(accept()))
                .then(accepted())
                .outcome()
                .events()
                .getFirst()
                .time();
        assertThat(time).isEqualTo(Given.START);
    }

    @Test
    void d09_the_timer_only_asks_and_too_early_is_refused() {
        given(published(TaskKind.ORDER))
                .after(hours(24).minusMillis(1))
                .when(timer(new ExpireTask()))
                .rejected(NOT_DUE);
        given(PENDING)
                .after(hours(72).minusMillis(1))
                .when(timer(new ExpireCancellation()))
                .rejected(NOT_DUE);
    }

    @Test
    void d09_the_amounts_do_not_depend_on_how_late_the_timer_is() {
        given(published(TaskKind.ORDER))
                .after(Duration.ofDays(9))
                .when(timer(new ExpireTask()))
                .then(cancelled(
                        Cause.ACCEPTANCE_TIMEOUT, Basis.IMMEDIATE, null, Attribution.PLATFORM, nothing(Rule.R13)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 1, 1", "10001, 5001, 5000", "9007199254740991, 4503599627370496, 4503599627370495"})
    void d10_half_of_an_odd_amount_is_rounded_up_for_the_creator(long amount, long toCreator, long toClient) {
        Quote quote = Quote.of(new Money(amount, Currency.getInstance("CNY")), 5_000, Rule.R10, DEFAULT);
        assertThat(quote.toCreatorMinor()).isEqualTo(toCreator);
        assertThat(quote.toClientMinor()).isEqualTo(toClient);
    }

    @Test
    void d11_more_uploads_do_not_change_the_amount_and_the_same_asset_is_the_same_upload() {
        given(UPLOADED_ONCE)
                .when(creator(upload("a-1")))
                .then()
                .and()
                .when(creator(upload("a-2")).as("second"))
                .then(uploaded("a-2", 2));
        Quote quote = given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1), uploaded("a-2", 2))
                .when(client(requestCancellation()))
                .result()
                .quote();
        assertThat(quote).isEqualTo(half());
    }

    @Test
    void d12_an_upload_implies_the_start() {
        given(published(TaskKind.ORDER), accepted())
                .when(creator(upload("a-1")))
                .then(new ProductionStarted(), uploaded("a-1", 1));
    }

    @Test
    void d13_a_completed_task_cannot_be_cancelled() {
        given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1), completed())
                .when(client(requestCancellation()))
                .rejected(TASK_ENDED);
    }

    @Test
    void d14_the_first_in_the_log_is_the_requester_and_its_quote_holds() {
        given(
                        published(TaskKind.ORDER),
                        accepted(),
                        uploaded("a-1", 1),
                        requested(CREATOR, UPLOADED, nothing(Rule.R11)))
                .when(client(requestCancellation()))
                .then(cancelled(Cause.CREATOR, Basis.CROSS_REQUEST, UPLOADED, Attribution.MUTUAL, nothing(Rule.R11)));
    }

    @Test
    void d15_a_creator_gets_nothing_at_any_stage() {
        given(published(TaskKind.ORDER), accepted())
                .when(creator(requestCancellation()))
                .then(requested(CREATOR, NOT_STARTED, nothing(Rule.R11)));
        given(published(TaskKind.ORDER), accepted(), new ProductionStarted())
                .when(creator(requestCancellation()))
                .then(requested(CREATOR, STARTED, nothing(Rule.R11)));
    }

    @Test
    void d16_the_requester_may_change_its_mind_and_nobody_else_may() {
        given(PENDING).when(creator(new WithdrawCancellation())).rejected(NOT_REQUESTER);
        given(PENDING)
                .when(client(new WithdrawCancellation()))
                .then(new CancellationWithdrawn(null))
                .and()
                .when(creator(new ConfirmCancellation()).as("too-late"))
                .rejected(NO_CANCELLATION_PENDING);
    }

    @Test
    void d17_the_reason_code_goes_into_the_ending_and_the_text_does_not() {
        TaskEvent end =
                given(PENDING).when(creator(new ConfirmCancellation())).facts().getFirst();
        assertThat(end.toString()).contains(REASON.code().name()).doesNotContain("campaign moved");
    }

    @Test
    void d18_the_payee_is_the_creator_or_the_mcn_or_whom_the_acceptance_names() {
        Given offered = given(published(TaskKind.ORDER));
        offered.when(creator(accept())).then(accepted());
        offered.when(mcn(acceptFor("creator-9"))).then(acceptedByMcn());
        offered.when(mcn(new AcceptTask(new CreatorId("creator-9"), new PayeeId("fund-1"))))
                .then(new TaskAccepted(new CreatorId("creator-9"), new McnId("mcn-3"), new PayeeId("fund-1")));
    }

    @Test
    void d21_a_cancelled_task_is_not_revived() {
        Given withdrawn = given(published(TaskKind.ORDER))
                .when(timer(new ExpireTask()))
                .rejected(NOT_DUE)
                .and()
                .after(hours(25))
                .when(timer(new ExpireTask()).as("due"))
                .and();
        withdrawn.when(client(publish()).as("again")).rejected(TASK_EXISTS);
        withdrawn.when(creator(accept()).as("late")).rejected(TASK_ENDED);
    }

    @Test
    void d22_only_the_invited_creator_may_accept() {
        given(published(TaskKind.ORDER))
                .when(by(Role.CREATOR, "creator-8", accept()))
                .rejected(NOT_INVITED);
        given(published(TaskKind.ORDER)).when(mcn(acceptFor("creator-8"))).rejected(NOT_INVITED);
    }

    @Test
    void d22_an_open_task_goes_to_the_first_and_never_to_the_client() {
        given(openToAll())
                .when(by(Role.CREATOR, "client-7", accept()))
                .rejected(NOT_INVITED)
                .and()
                .when(mcn(acceptFor("client-7")).as("by-its-agency"))
                .rejected(NOT_INVITED)
                .and()
                .when(creator(accept()).as("first"))
                .then(accepted())
                .and()
                .when(by(Role.CREATOR, "creator-8", accept()).as("second"))
                .rejected(WRONG_STATE);
    }

    @Test
    void d24_the_pinned_policy_holds_whatever_the_current_one_says() {
        CancellationPolicy generous = policy("xingtu-2027-01", 1, 0, 10_000);
        Policies later = new Policies(List.of(generous, Policies.XINGTU_2022_01));
        given(UPLOADED_ONCE).under(later).when(client(requestCancellation())).then(requested(CLIENT, UPLOADED, half()));
    }

    @Test
    void d26_a_crowd_task_differs_only_in_being_dropped() {
        given(published(TaskKind.CROWD), accepted())
                .when(client(requestCancellation()))
                .then(requested(CLIENT, NOT_STARTED, nothing(Rule.R09)));
        TaskPublished one =
                (TaskPublished) given().when(client(publish())).facts().getFirst();
        assertThat(one.kind()).isEqualTo(TaskKind.ORDER);
    }

    @Test
    void d27_both_sides_asking_is_nobodys_fault() {
        given(PENDING)
                .when(creator(requestCancellation()))
                .then(cancelled(Cause.CLIENT, Basis.CROSS_REQUEST, NOT_STARTED, Attribution.MUTUAL, nothing(Rule.R09)));
    }

    @Test
    void the_mcn_named_at_acceptance_acts_for_the_creators_side() {
        Given running = given(published(TaskKind.ORDER), acceptedByMcn(), uploaded("a-1", 1), CLIENT_ASKED);
        running.when(mcn(new RefuseCancellation(null))).then(new CancellationRefused(null));
        running.when(by(Role.MCN, "mcn-4", new RefuseCancellation(null))).rejected(NOT_A_PARTY);
        given(PENDING).when(mcn(new RefuseCancellation(null))).rejected(NOT_A_PARTY);
        given(UPLOADED_ONCE).when(mcn(new CompleteTask())).rejected(NOT_PERMITTED);
    }

    private static CancellationPolicy policy(String id, int version, int minRateBp, int maxRateBp) {
        CancellationPolicy guide = Policies.XINGTU_2022_01;
        CancellationPolicy.Rate all = new CancellationPolicy.Rate(10_000, Rule.R10);
        return new CancellationPolicy(
                new PolicyRef(id, version),
                guide.acceptWithin(),
                guide.confirmWithin(),
                guide.reminders(),
                OnSilence.ESCALATE,
                Map.of(NOT_STARTED, all, STARTED, all, UPLOADED, all),
                guide.creatorRate(),
                minRateBp,
                maxRateBp);
    }
}
