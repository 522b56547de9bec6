package io.taskledger.audit;

import static io.taskledger.audit.Invariant.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import io.taskledger.audit.Findings.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A creator is shown as the topics have it; whatever is altered in the answer is noticed. */
final class CreatorViewTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    /** Of {@link #history}, added up by hand. */
    private static final String DUE = """
            {"creatorId":"creator-9","version":8,"status":"ONBOARDED","kind":"CREATOR","accountName":"Star","mcnId":"mcn-1",
             "standing":{"banned":true,"bannedUntil":"2026-11-29T10:00:00.035Z",
              "bans":[{"from":"2026-11-22T10:00:00.035Z","until":"2026-11-29T10:00:00.035Z"}]},
             "followers":9100,"averagePlays":450,"audienceAsOf":"2026-11-20T00:00:00.000Z",
             "orders":{"accepted":4,"completed":1,"cancelledByCreator":0,"cancelledByClient":1,"cancelledOtherwise":1,
              "declinedInvitations":1,"expiredInvitations":1,"completionRate":0.3333,"medianSecondsToFirstUpload":3,
              "income":[{"currency":"CNY","amountMinor":18335}]},
             "crowd":{"accepted":1,"completed":0,"cancelledByCreator":1,"cancelledByClient":0,"cancelledOtherwise":0,
              "declinedInvitations":0,"expiredInvitations":0,"completionRate":0,"income":[]},
             "updatedAt":"2026-11-22T10:00:11.196Z"}""";

    private final World world = history();
    private final Map<String, String> shown = new HashMap<>(Map.of("creator-9", DUE));
    private boolean behindOnce;

    @SuppressWarnings("NullAway.Init")
    private ShownView server;

    private static World history() {
        World world = new World().withCreators();
        CreatorsByHand by = new CreatorsByHand(world).onboarded("creator-9");
        by.itself("creator-9", "j-1", "JoinMcn", "'mcnId':'mcn-1'").happened("McnJoined", "'mcnId':'mcn-1'");
        by.operator("creator-9", "r-1", "ReportAudience", "");
        by.happened("AudienceReported", "'followers':9100,'averagePlays':450,'asOf':'2026-11-20T00:00:00.000Z'");
        by.violation("v-1", 1, "POST_DELETED", null);
        by.violation("v-2", 2, "BANNED", "2026-11-29T10:00:00.035Z");
        uploaded(world, "task-1", Duration.ofSeconds(2))
                .client("task-1", "r-1", "RequestCancellation", "\"reasonCode\":\"OTHER\"")
                .creator("task-1", "k-1", "ConfirmCancellation", "");
        uploaded(world, "task-2", Duration.ofSeconds(5)).client("task-2", "k-1", "CompleteTask", "");
        world.publish("task-3", "ORDER", "xingtu-2022-01").accept("task-3");
        world.operator("task-3", "o-1", "\"outcome\":\"CANCEL\",\"rateBp\":3333,\"caseRef\":\"case-1\"");
        world.publish("task-4", "ORDER", "xingtu-2022-01").accept("task-4");
        world.publish("task-5", "CROWD", "xingtu-2022-01").accept("task-5");
        world.creator("task-5", "r-1", "RequestCancellation", "\"reasonCode\":\"OTHER\"");
        invited(world, "task-6", "ORDER").creator("task-6", "d-1", "DeclineTask", "");
        invited(world, "task-7", "ORDER").later(Duration.ofSeconds(4)).timer("task-7", "t-1", "ExpireTask");
        invited(world, "task-8", "CROWD").client("task-8", "w-1", "WithdrawTask", "\"reasonCode\":\"OTHER\"");
        return world;
    }

    private static World uploaded(World world, String task, Duration after) {
        world.publish(task, "ORDER", "xingtu-2022-01").accept(task).later(after);
        return world.upload(task, "u-1", "a-1").upload(task, "u-2", "a-2");
    }

    private static World invited(World world, String task, String kind) {
        String fields = "\"kind\":\"" + kind + "\",\"amountMinor\":500,\"currency\":\"CNY\",\"policy\":\"demo-short\"";
        return world.client(task, "p-1", "PublishTask", fields + ",\"creatorId\":\"creator-9\"");
    }

    @BeforeEach
    void start() {
        server = ShownView.of(this::answer);
    }

    private @Nullable String answer(String path) {
        String json = shown.get(path.replace("/creators/", ""));
        if (behindOnce && json != null) {
            behindOnce = false;
            json = json.replace("\"accepted\":4", "\"accepted\":3");
        }
        return json;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_the_topics_say_holds() throws Exception {
        Tally tally = audit(false);
        assertThat(tally.first()).isEmpty();
        assertThat(tally.checked()).isEqualTo(1);
        assertThat(tally.notJudged()).isZero();
        assertThat(audit(true).violations()).isZero();
    }

    @Test
    void every_altered_field_is_noticed() throws Exception {
        Set<String> unnoticed = new TreeSet<>();
        for (String path : Alterations.paths(Json.MAPPER.readTree(DUE), "")) {
            for (boolean gone : List.of(false, true)) {
                JsonNode altered = Json.MAPPER.readTree(DUE);
                Alterations.alter(altered, path, gone);
                shown.put("creator-9", altered.toString());
                if (audit(false).violations() == 0) {
                    unnoticed.add(path + (gone ? " gone" : " altered"));
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void what_nobody_has_earned_is_noticed() throws Exception {
        shown.put("creator-9", DUE.replace("\"income\":[]", "\"income\":[{\"currency\":\"CNY\",\"amountMinor\":1}]"));
        assertThat(audit(false).first())
                .extracting(Offender::message)
                .containsExactly("crowd.income.CNY is 1, where absent was due");
    }

    @Test
    void a_creator_that_the_view_has_not() throws Exception {
        shown.clear();
        assertThat(audit(false).first()).extracting(Offender::message).containsExactly("the view has no such creator");
    }

    @Test
    void a_creator_of_whom_only_tasks_tell() throws Exception {
        world.publish("task-9", "CROWD", "xingtu-2022-01")
                .ask("task-9", "a-1", "AcceptTask", "CREATOR", "creator-8", "");
        assertThat(audit(false).violations()).isZero();
        shown.put("creator-8", DUE.replace("creator-9", "creator-8"));
        assertThat(audit(false).first()).extracting(Offender::subject).containsExactly("creator-8");
        assertThat(audit(true).violations()).isZero();
    }

    @Test
    void a_view_that_lags_is_waited_for() throws Exception {
        behindOnce = true;
        assertThat(audit(false).violations()).isZero();
        assertThat(behindOnce).isFalse();
    }

    @Test
    void what_has_gone_on_meanwhile_is_not_judged() throws Exception {
        shown.put("creator-9", DUE.replace("\"accepted\":4", "\"accepted\":5"));
        assertThat(audit(false).violations()).isEqualTo(1);
        Tally live = audit(true);
        assertThat(live.violations()).isZero();
        assertThat(live.notJudged()).isEqualTo(1);
        shown.put("creator-9", DUE.replace("\"version\":8", "\"version\":9").replace("Star", "Comet"));
        assertThat(audit(false).violations()).isEqualTo(2);
        assertThat(audit(true).violations()).isZero();
    }

    @Test
    void what_was_there_is_missed_while_it_goes_on() throws Exception {
        shown.put("creator-9", DUE.replace("\"accepted\":4", "\"accepted\":3"));
        assertThat(audit(true).violations()).isEqualTo(1);
        shown.put("creator-9", DUE.replace("Star", "Comet"));
        assertThat(audit(true).violations()).isEqualTo(1);
    }

    @Test
    void a_ban_that_ends_while_it_is_asked_for_may_be_over_or_not() throws Exception {
        Instant end = Instant.parse("2026-11-29T10:00:00.035Z");
        String over = DUE.replace("\"banned\":true,\"bannedUntil\":\"2026-11-29T10:00:00.035Z\"", "\"banned\":false");
        for (String json : List.of(DUE, over)) {
            shown.put("creator-9", json);
            assertThat(audit(false, end.plusSeconds(30)).violations()).isZero();
            assertThat(audit(false, end.minusSeconds(30)).violations()).isZero();
        }
        assertThat(audit(false, end.minusSeconds(90)).violations()).isEqualTo(1);
        assertThat(audit(false, end.plusSeconds(90)).violations()).isZero();
    }

    private Tally audit(boolean live) throws Exception {
        return audit(live, NOW);
    }

    /** Each task's and each creator's events, put together as the auditor does. */
    private Tally audit(boolean live, Instant now) throws Exception {
        Findings findings = new Findings();
        View view = new View(server.base(), null, 10, InstantSource.fixed(now), Duration.ofMillis(500), Duration.ZERO);
        try (CreatorRecords records = new CreatorRecords(view, findings, live, 3)) {
            Map<String, Life> tasks = new HashMap<>();
            Map<String, Creator> creators = new HashMap<>();
            for (int partition = 0; partition < World.PARTITIONS; partition++) {
                world.read(
                        Topics.EVENTS,
                        partition,
                        one -> tasks.computeIfAbsent(one.group(), key -> new Life())
                                .apply(Objects.requireNonNull(Happened.read(one))));
                world.read(
                        Topics.CREATOR_EVENTS,
                        partition,
                        one -> creators.computeIfAbsent(one.group(), key -> new Creator())
                                .apply(Objects.requireNonNull(Happened.read(one))));
            }
            tasks.forEach((key, life) -> records.add(new KeyAudit.Outcome(key, life, List.of(), null, null)));
            creators.forEach((key, one) -> records.add(new KeyAudit.Outcome(key, new Life(), List.of(), null, one)));
            records.check();
        }
        return findings.of(VIEW);
    }
}
