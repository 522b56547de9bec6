package io.taskledger.audit;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Commands to creators and agencies, half of them nonsense. */
final class CreatorCommands implements Load.Commands {

    static final List<String> CREATORS =
            IntStream.range(0, 12).mapToObj(i -> "creator-" + i).toList();
    static final List<String> AGENCIES = List.of("mcn-1", "mcn-2");

    /** More is taken back than confirmed, so that not everybody is banned for good. */
    private static final List<String> TYPES = List.of(
            "ApplyForOnboarding",
            "ApproveOnboarding",
            "ApproveOnboarding",
            "ApproveOnboarding",
            "RejectOnboarding",
            "JoinMcn",
            "JoinMcn",
            "LeaveMcn",
            "RecordViolation",
            "RecordViolation",
            "OverturnViolation",
            "OverturnViolation",
            "OverturnViolation",
            "LiftExpiredBan",
            "ReportAudience",
            "ReportAudience");

    private static final List<String> ACTORS = List.of(
            "CLIENT/client-7",
            "CREATOR/creator-9",
            "CREATOR/somebody",
            "MCN/mcn-1",
            "MCN/mcn-2",
            "OPERATOR/operator-1",
            "TIMER/taskledger");

    private final Random random;

    CreatorCommands(Random random) {
        this.random = random;
    }

    static List<String> everybody() {
        return Stream.concat(AGENCIES.stream(), CREATORS.stream()).toList();
    }

    @Override
    public String topic() {
        return "creator.commands";
    }

    @Override
    public String first(String creator) {
        return Load.json(random, creator, "a-1", "ApplyForOnboarding", itself(creator), application(creator));
    }

    private static String itself(String creator) {
        return (AGENCIES.contains(creator) ? "MCN/" : "CREATOR/") + creator;
    }

    private String application(String creator) {
        List<String> kinds = AGENCIES.contains(creator) ? List.of("MCN") : List.of("CREATOR", "CREATOR", "STAR");
        String kind = random.nextInt(10) == 0 ? "MCN" : one(kinds);
        return "\"kind\":\"" + kind + "\",\"accountName\":\"" + one(List.of("阿九", "Nine \\ud83c\\udf5c", "x", " "))
                + "\",\"followers\":" + random.nextLong(1_000_000);
    }

    @Override
    public String next(String creator, int number) {
        String type = one(TYPES);
        String id = random.nextInt(20) == 0 ? "c-1" : "c-" + number;
        String fields = fields(creator, type);
        if (random.nextInt(10) == 0) {
            fields = "\"expectedVersion\":" + random.nextInt(12) + (fields.isEmpty() ? "" : "," + fields);
        }
        String actor = random.nextInt(4) == 0 ? one(ACTORS) : whoMay(creator, type);
        return Load.json(random, creator, id, type, actor, fields);
    }

    private static String whoMay(String creator, String type) {
        return switch (type) {
            case "ApplyForOnboarding", "JoinMcn", "LeaveMcn" -> itself(creator);
            case "LiftExpiredBan" -> "TIMER/taskledger";
            default -> "OPERATOR/operator-1";
        };
    }

    private String fields(String creator, String type) {
        return switch (type) {
            case "ApplyForOnboarding" -> application(creator);
            case "ApproveOnboarding" -> "\"caseRef\":\"case-1\"";
            case "RejectOnboarding" ->
                "\"caseRef\":\"case-1\",\"findings\":[\"IDENTITY\""
                        + one(List.of("", ",\"CONDITIONS\"", ",\"IDENTITY\"", ",\"NONE\""))
                        + "]" + (random.nextBoolean() ? ",\"reason\":\"so \\u4e00\"" : "");
            case "JoinMcn" -> "\"mcnId\":\"" + one(AGENCIES) + "\"";
            case "RecordViolation" -> violation() + ",\"evidenceRef\":\"e-1\"";
            case "OverturnViolation" -> violation() + ",\"caseRef\":\"case-2\"";
            case "ReportAudience" ->
                "\"followers\":" + (random.nextLong(1_000_000) - 1_000) + ",\"averagePlays\":"
                        + random.nextLong(10_000) + ",\"asOf\":\"" + (random.nextInt(10) == 0 ? 2126 : 2026)
                        + "-01-0" + (1 + random.nextInt(9)) + "T10:00:00.000Z\"";
            default -> "";
        };
    }

    private String violation() {
        return "\"violationId\":\"v-" + random.nextInt(6) + "\"";
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
