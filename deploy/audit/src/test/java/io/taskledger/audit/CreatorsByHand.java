package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creators' histories, word for word as the contract has them: of creators nothing is decided but what is written here. */
final class CreatorsByHand {

    private final World world;
    private final Map<String, Known> creators = new HashMap<>();
    private final List<String> eventIds = new ArrayList<>();
    private @Nullable Entry command;
    private String creator = "";
    private String asked = "";

    /** Of one creator, as it has become. */
    private record Known(
            long version, @Nullable String status, @Nullable String standing) {}

    CreatorsByHand(World world) {
        this.world = world;
    }

    /** A review, an agency, the whole ladder, what is taken back, and each refusal. */
    static World clean() {
        World world = new World().withCreators().reviewed();
        CreatorsByHand by = new CreatorsByHand(world);
        world.publish("task-4", "ORDER", "xingtu-2022-01").accept("task-4");
        by.agency("mcn-1");
        by.operator("creator-9", "n-1", "ApproveOnboarding", "'caseRef':'case-1'")
                .refused("UNKNOWN_CREATOR");
        by.itself("creator-9", "c-1", "ApplyForOnboarding", "'kind':'CREATOR','accountName':'Nine','followers':9000");
        by.happened("OnboardingApplied", "'kind':'CREATOR','accountName':'Nine','followers':9000");
        by.stands("APPLIED", "'kind':'CREATOR'").accepted();
        by.itself("creator-9", "c-2", "JoinMcn", "'mcnId':'mcn-1'").refused("WRONG_STATE");
        by.itself("creator-9", "c-3", "ApproveOnboarding", "'caseRef':'case-1'").refused("NOT_PERMITTED");
        by.operator("creator-9", "o-1", "RejectOnboarding", "'caseRef':'case-1','findings':['IDENTITY'],'reason':'no'");
        by.happened("OnboardingRejected", "'caseRef':'case-1','findings':['IDENTITY'],'reason':'no'");
        by.notice("ONBOARDING_REJECTED").stands("REJECTED", "'kind':'CREATOR'").accepted();
        by.itself("creator-9", "c-4", "ApplyForOnboarding", "'kind':'STAR','accountName':'Nine','followers':9001");
        by.happened("OnboardingApplied", "'kind':'STAR','accountName':'Nine','followers':9001");
        by.stands("APPLIED", "'kind':'STAR'").accepted();
        by.operator("creator-9", "o-2", "ApproveOnboarding", "'caseRef':'case-2','expectedVersion':2");
        by.refused("VERSION_CONFLICT");
        by.operator("creator-9", "o-3", "ApproveOnboarding", "'caseRef':'case-2','expectedVersion':3");
        by.happened("OnboardingApproved", "'caseRef':'case-2'").notice("ONBOARDING_APPROVED");
        by.stands("ONBOARDED", "'kind':'STAR'").accepted();
        by.membership();
        by.audience();
        by.orders();
        by.ladder();
        return world;
    }

    private void agency(String mcn) {
        ask(mcn, "c-1", "ApplyForOnboarding", "MCN", mcn, "'kind':'MCN','accountName':'Agency','followers':0");
        happened("OnboardingApplied", "'kind':'MCN','accountName':'Agency','followers':0");
        stands("APPLIED", "'kind':'MCN'").accepted();
        operator(mcn, "o-1", "ApproveOnboarding", "'caseRef':'case-0'");
        happened("OnboardingApproved", "'caseRef':'case-0'").notice("ONBOARDING_APPROVED", "MCN");
        stands("ONBOARDED", "'kind':'MCN'").accepted();
    }

    /** Without anything that goes wrong. */
    CreatorsByHand onboarded(String creator) {
        String application = "'kind':'CREATOR','accountName':'Star','followers':1";
        itself(creator, "c-1", "ApplyForOnboarding", application);
        happened("OnboardingApplied", application)
                .stands("APPLIED", "'kind':'CREATOR'")
                .accepted();
        operator(creator, "o-1", "ApproveOnboarding", "'caseRef':'case-1'");
        happened("OnboardingApproved", "'caseRef':'case-1'").notice("ONBOARDING_APPROVED");
        return stands("ONBOARDED", "'kind':'CREATOR'").accepted();
    }

    private void membership() {
        ask("creator-9", "j-0", "JoinMcn", "CREATOR", "creator-8", "'mcnId':'mcn-1'")
                .refused("NOT_A_PARTY");
        itself("creator-9", "j-1", "LeaveMcn", "").refused("NOT_A_MEMBER");
        itself("creator-9", "j-2", "JoinMcn", "'mcnId':'mcn-2'").happened("McnJoined", "'mcnId':'mcn-2'");
        stands("ONBOARDED", "'kind':'STAR','mcnId':'mcn-2'").accepted();
        itself("creator-9", "j-3", "JoinMcn", "'mcnId':'mcn-2'").accepted();
        itself("creator-9", "j-4", "JoinMcn", "'mcnId':'mcn-1'").refused("ALREADY_MEMBER");
        ask("creator-9", "j-5", "LeaveMcn", "MCN", "mcn-1", "").refused("NOT_A_PARTY");
        ask("creator-9", "j-6", "LeaveMcn", "MCN", "mcn-2", "").happened("McnLeft", "'mcnId':'mcn-2'");
        stands("ONBOARDED", "'kind':'STAR'").accepted();
        itself("creator-9", "j-7", "JoinMcn", "'mcnId':'mcn-1'").happened("McnJoined", "'mcnId':'mcn-1'");
        stands("ONBOARDED", "'kind':'STAR','mcnId':'mcn-1'").accepted();
    }

    private void audience() {
        String report = "'followers':9100,'averagePlays':450,'asOf':'2026-11-20T00:00:00.000Z'";
        operator("creator-9", "r-1", "ReportAudience", report);
        happened("AudienceReported", report).accepted();
        operator("creator-9", "r-2", "ReportAudience", report.replace("-20T", "-19T"))
                .accepted();
    }

    /** One is taken by itself, one by its agency, as the service decides; a crowd task asks for nothing. */
    private void orders() {
        world.publish("task-1", "ORDER", "xingtu-2022-01").accept("task-1");
        world.publish("task-2", "ORDER", "xingtu-2022-01");
        world.mcn("task-2", "m-0", "AcceptTask", "\"creatorId\":\"creator-8\"");
        world.mcn("task-2", "m-1", "AcceptTask", "\"creatorId\":\"creator-9\"");
        world.publish("task-3", "CROWD", "xingtu-2022-01").accept("task-3");
    }

    /** The task was accepted by who had that standing. */
    static void saw(World world, String task, String standing) {
        String field = "\"standing\":" + standing.replace('\'', '"') + ",\"payeeId\"";
        world.rewrite(world.find(Topics.EVENTS, task + "\"", "TaskAccepted"), "\"payeeId\"", field);
    }

    private void ladder() {
        at("2026-11-22T12:00:00.000Z").violation("v-1", 1, "POST_DELETED", null).accepted();
        recorded("v-1", "w-1").accepted();
        String first = ban("v-2", "2026-11-22T13:00:00.000Z", "2026-11-29T13:00:00.000Z");
        at("2026-11-22T13:00:00.000Z").violation("v-2", 2, "BANNED", "2026-11-29T13:00:00.000Z");
        banned(first).accepted();
        at("2026-11-29T12:59:59.999Z").timer("t-1").refused("NOT_DUE");
        at("2026-11-29T13:00:00.000Z").timer("t-2").happened("BanLifted", "'cause':'EXPIRED'");
        notice("BAN_LIFTED").accepted();
        timer("t-3").refused("NOT_DUE");
        // One in the morning of the 30th in Shanghai: February has no such day, and the 28th begins a day earlier in
        // UTC.
        String second = ban("v-3", "2026-11-29T17:00:00.000Z", "2027-02-27T17:00:00.000Z");
        at("2026-11-29T17:00:00.000Z").violation("v-3", 3, "BANNED", "2027-02-27T17:00:00.000Z");
        banned(first, second).accepted();
        overturned("v-3", 2).notice("VIOLATION_OVERTURNED");
        banned(first)
                .happened("BanLifted", "'cause':'OVERTURNED'")
                .notice("BAN_LIFTED")
                .accepted();
        operator("creator-9", "x-2", "OverturnViolation", "'violationId':'v-3','caseRef':'case-4'")
                .accepted();
        operator("creator-9", "x-3", "OverturnViolation", "'violationId':'v-9','caseRef':'case-4'");
        refused("UNKNOWN_VIOLATION");
        String third = ban("v-4", "2026-12-01T04:00:00.000Z", "2027-03-01T04:00:00.000Z");
        at("2026-12-01T04:00:00.000Z").violation("v-4", 3, "BANNED", "2027-03-01T04:00:00.000Z");
        banned(first, third).accepted();
        world.publish("task-5", "ORDER", "xingtu-2022-01").accept("task-5");
        at("2026-12-02T04:00:00.000Z").violation("v-5", 4, "BANNED", null);
        banned(first, third, "{'violationId':'v-5','from':'2026-12-02T04:00:00.000Z'}")
                .accepted();
        overturned("v-4", 3).notice("VIOLATION_OVERTURNED");
        banned(first, "{'violationId':'v-5','from':'2026-12-02T04:00:00.000Z'}").accepted();
    }

    CreatorsByHand at(String time) {
        world.later(Duration.between(world.now(), Instant.parse(time)));
        return this;
    }

    private CreatorsByHand overturned(String violation, int left) {
        String fields = "'violationId':'" + violation + "','caseRef':'case-3'";
        operator("creator-9", "x-" + violation, "OverturnViolation", fields);
        return happened("ViolationOverturned", fields + ",'violations':" + left);
    }

    CreatorsByHand violation(String violation, int step, String measure, @Nullable String until) {
        return violation(violation, violation, step, measure, until);
    }

    CreatorsByHand violation(String violation, String commandId, int step, String measure, @Nullable String until) {
        recorded(violation, commandId);
        happened("ViolationRecorded", "'violationId':'" + violation + "','evidenceRef':'e-1','violations':" + step);
        String end = until == null ? "" : "'until':'" + until + "',";
        String fields = """
                'violationId':'%s','step':%d,'measure':'%s','from':'%s',%s
                'policy':{'id':'douyin-2022-01','version':1}""".formatted(violation, step, measure, time(), end);
        return happened("SanctionApplied", fields).notice("SANCTION_APPLIED");
    }

    CreatorsByHand recorded(String violation, String commandId) {
        return operator(creator, commandId, "RecordViolation", "'violationId':'" + violation + "','evidenceRef':'e-1'");
    }

    private static String ban(String violation, String from, String until) {
        return "{'violationId':'%s','from':'%s','until':'%s'}".formatted(violation, from, until);
    }

    CreatorsByHand banned(String... bans) {
        String standing = Objects.requireNonNull(known().standing);
        return stands("ONBOARDED", standing.replaceAll("'status':'[A-Z]*',|,'bans':.*", ""), bans);
    }

    CreatorsByHand itself(String creator, String id, String type, String fields) {
        return ask(creator, id, type, "CREATOR", creator, fields);
    }

    CreatorsByHand operator(String creator, String id, String type, String fields) {
        return ask(creator, id, type, "OPERATOR", "operator-1", fields);
    }

    CreatorsByHand timer(String id) {
        return ask("creator-9", id, "LiftExpiredBan", "TIMER", "taskledger", "");
    }

    CreatorsByHand ask(String creator, String id, String type, String role, String actor, String fields) {
        this.creator = creator;
        this.asked = "'actor':{'role':'%s','id':'%s'},'channel':'API'".formatted(role, actor);
        String value = """
                {'specversion':'1.0','id':'%s','type':'taskledger.%s.v1','source':'/test','subject':'%s',
                 'correlationid':'o-17','data':{%s%s}}""".formatted(id, type, creator, asked, more(fields));
        command = append(Topics.CREATOR_COMMANDS, value);
        world.later(Duration.ofMillis(7));
        eventIds.clear();
        return this;
    }

    CreatorsByHand happened(String type, String fields) {
        Known before = known();
        String status = switch (type) {
            case "OnboardingApplied" -> "APPLIED";
            case "OnboardingApproved" -> "ONBOARDED";
            case "OnboardingRejected" -> "REJECTED";
            default -> before.status;
        };
        Known now = new Known(before.version + 1, status, before.standing);
        creators.put(creator, now);
        eventIds.add(Ids.event("creator/" + creator, now.version));
        String envelope = envelope(eventIds.getLast(), type, text(command(), "id"));
        append(
                Topics.CREATOR_EVENTS,
                envelope
                        + ",'sequence':'%d','commandposition':'topic-1/%d/%d','data':{%s%s}}"
                                .formatted(
                                        now.version,
                                        command().partition(),
                                        command().offset(),
                                        asked,
                                        more(fields)));
        return this;
    }

    CreatorsByHand notice(String template) {
        return notice(template, "CREATOR");
    }

    private CreatorsByHand notice(String template, String role) {
        String cause = eventIds.getLast();
        String id = Ids.notification(cause, role, template);
        String data = """
                ,'data':{'notificationId':'%s','channel':'SMS','recipient':{'role':'%s','id':'%s'},'template':'%s',
                 'text':{'zh':'…','en':'…'}}}""".formatted(id, role, creator, template);
        append(Topics.NOTIFICATIONS, envelope(id, "NotificationRequested", cause) + data);
        return this;
    }

    CreatorsByHand stands(String status, String fields, String... bans) {
        Known now = known();
        String standing = "'status':'%s',%s,'bans':[%s]".formatted(status, fields, String.join(",", bans));
        creators.put(creator, new Known(now.version, now.status, standing));
        append(
                Topics.CREATOR_STANDING,
                envelope(Ids.standing(creator, now.version), "CreatorStanding", eventIds.getLast()) + ",'sequence':'"
                        + now.version + "','data':" + standing(now.version) + "}");
        return this;
    }

    private String standing(long version) {
        return "{'creatorId':'%s','version':%d,%s}".formatted(creator, version, known().standing);
    }

    CreatorsByHand accepted() {
        return answered("'outcome':'ACCEPTED','replayed':false");
    }

    CreatorsByHand refused(String code) {
        return answered("'outcome':'REJECTED','replayed':false,'code':'" + code + "'");
    }

    /** To a repeat, with what happened at first. */
    CreatorsByHand replayed(long version, String... ids) {
        eventIds.addAll(List.of(ids));
        return answered("'outcome':'ACCEPTED','replayed':true", version);
    }

    private CreatorsByHand answered(String outcome) {
        return answered(outcome, known().version);
    }

    private CreatorsByHand answered(String outcome, long version) {
        Known now = known();
        String id =
                Ids.result(command().topic(), command().partition(), command().offset());
        String ids = eventIds.stream().map(one -> "'" + one + "'").collect(Collectors.joining(","));
        String status = now.status == null ? "" : ",'status':'" + now.status + "','standing':" + standing(now.version);
        append(
                Topics.CREATOR_RESULTS,
                envelope(id, "CommandResult", text(command(), "id"))
                        + ",'data':{%s,'commandId':'%s','commandType':'%s','version':%d,'eventIds':[%s]%s}}"
                                .formatted(
                                        outcome, text(command(), "id"), text(command(), "type"), version, ids, status));
        return this;
    }

    /** When the command was appended, and everything that it caused happened. */
    String time() {
        return Stream.of(Instant.ofEpochMilli(command().timestampMs()).toString())
                .map(time -> time.length() < 24 ? time.replace("Z", ".000Z") : time)
                .findFirst()
                .orElseThrow();
    }

    private String envelope(String id, String type, String cause) {
        return """
                {'specversion':'1.0','id':'%s','type':'taskledger.%s.v1','source':'/taskledger','subject':'%s','time':'%s',
                 'causationid':'%s','correlationid':'o-17'""".formatted(id, type, creator, time(), cause);
    }

    private Known known() {
        return creators.getOrDefault(creator, new Known(0, null, null));
    }

    private Entry command() {
        return Objects.requireNonNull(command);
    }

    private Entry append(Topics topic, String quoted) {
        return world.append(topic, creator, quoted.replace('\'', '"').getBytes(UTF_8), world.now());
    }

    private static String more(String fields) {
        return fields.isEmpty() ? "" : "," + fields;
    }

    private static String text(Entry entry, String name) {
        return Json.MAPPER.readTree(entry.value()).path(name).asString();
    }
}
