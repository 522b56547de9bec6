package io.taskledger.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.topics.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that no well-meaning sender would send, from a seed: commands by a stranger, with their JSON, bytes, key, partition
 * and headers spoilt. However they are read, none of them may change a task or a creator. (An operator is never a stranger:
 * who may write to the topic is trusted to say who acts.)
 */
final class HostileRecords {

    private static final List<String> TO_TASKS = List.of(
            command("AcceptTask", "\"creatorId\":\"stranger\",\"payeeId\":\"stranger\""),
            command("DeclineTask", "\"note\":\"none\""),
            command("WithdrawTask", "\"reasonCode\":\"OTHER\",\"reason\":\"because\""),
            command("ExpireTask", "\"note\":1"),
            command("StartProduction", "\"expectedVersion\":2"),
            command("UploadVideo", "\"assetId\":\"a-1\""),
            command("CompleteTask", "\"expectedVersion\":2"),
            command("RequestCancellation", "\"reasonCode\":\"QUALITY\",\"reason\":\"because\""),
            command("ConfirmCancellation", "\"note\":[1,2,{\"a\":null}]"),
            command("RefuseCancellation", "\"reason\":\"no\""),
            command("WithdrawCancellation", "\"note\":true"),
            command("RemindCancellation", "\"note\":{}"),
            command("ExpireCancellation", "\"note\":\"\""),
            command("ResolveCancellation", "\"outcome\":\"CANCEL\",\"rateBp\":5000,\"caseRef\":\"case-1\""),
            command(
                    "PublishTask",
                    "\"kind\":\"ORDER\",\"amountMinor\":10001,\"currency\":\"CNY\",\"policy\":\"demo-short\""));

    private static final List<String> TO_CREATORS = List.of(
            command("ApplyForOnboarding", "\"kind\":\"MCN\",\"accountName\":\"Stranger\",\"followers\":1"),
            command("ApproveOnboarding", "\"caseRef\":\"case-1\""),
            command(
                    "RejectOnboarding",
                    "\"caseRef\":\"case-1\",\"findings\":[\"IDENTITY\",\"CONDITIONS\"],\"reason\":\"no\""),
            command("JoinMcn", "\"mcnId\":\"stranger\""),
            command("LeaveMcn", "\"expectedVersion\":2"),
            command("RecordViolation", "\"violationId\":\"v-1\",\"evidenceRef\":\"e-1\""),
            command("OverturnViolation", "\"violationId\":\"v-1\",\"caseRef\":\"case-1\""),
            command("LiftExpiredBan", "\"note\":1"),
            command("ReportAudience", "\"followers\":1,\"averagePlays\":1,\"asOf\":\"2026-11-22T10:00:00.000Z\""));

    /** As JSON, quotes included where it is text. */
    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "0",
            "-1",
            "-0",
            "1.0",
            "1e3",
            "1e400",
            "9007199254740992",
            "9223372036854775808",
            "1".repeat(400),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\uFEFF\"",
            "\"" + "x".repeat(65) + "\"",
            "\"" + "y".repeat(9_000) + "\"",
            "\"😀👩‍👩‍👧‍👦\"",
            "\"\u202eabc\"",
            "\"\u200b\"",
            "\"ﷺ\"",
            "\"'; drop table task; --\"",
            "\"../../etc/passwd\"",
            "\"%s%s%n\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>\"",
            "\"CLIENT\\n\"",
            "\"client\"",
            "\"NaN\"",
            "\"Ω≈ç√∫˜µ\"",
            "\"task-1\\u0000\"",
            "\"2026-02-30T10:00:00.000Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "[\"IDENTITY\",\"IDENTITY\"]",
            "[".repeat(15) + "]".repeat(15),
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":".repeat(20) + "1" + "}".repeat(20),
            "NaN",
            "Infinity",
            "0x10",
            "'a'");

    private final Topic topic;
    private final List<String> commands;
    private final Random random;
    private final List<String> victims;

    private HostileRecords(Topic topic, List<String> commands, long seed, List<String> victims) {
        this.topic = topic;
        this.commands = commands;
        this.random = new Random(seed);
        this.victims = victims;
    }

    static HostileRecords toTasks(long seed, List<String> victims) {
        return new HostileRecords(Topic.COMMANDS, TO_TASKS, seed, victims);
    }

    static HostileRecords toCreators(long seed, List<String> victims) {
        return new HostileRecords(Topic.CREATOR_COMMANDS, TO_CREATORS, seed, victims);
    }

    private static String command(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"ID\",\"type\":\"taskledger." + type
                + ".v1\",\"source\":\"/hostile\",\"subject\":\"VICTIM\",\"time\":\"2026-11-22T10:00:00.000Z\","
                + "\"data\":{\"actor\":{\"role\":\"MCN\",\"id\":\"stranger\"},\"channel\":\"PC\"," + data + "}}";
    }

    ProducerRecord<byte[], byte[]> next(int number) {
        String victim = one(victims);
        String json = one(commands).replace("\"ID\"", "\"h-" + number + "\"").replace("VICTIM", victim);
        for (int i = random.nextInt(3); i >= 0; i--) {
            json = spoiltText(json);
        }
        byte @Nullable [] value = random.nextInt(5) == 0 ? spoiltBytes(json) : json.getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), partition(), key(victim), value);
        if (random.nextInt(10) == 0) {
            record.headers().add("content-type", "application/x-java-serialized-object".getBytes(UTF_8));
            record.headers().add("__TypeId__", "java.lang.ProcessBuilder".getBytes(UTF_8));
            record.headers().add("spring_json_header_types", "{\"a\":\"javax.naming.InitialContext\"}".getBytes(UTF_8));
            record.headers().add("taskledger-cause", "NO_KEY".getBytes(UTF_8));
            record.headers().add("taskledger-origin-partition", "0".getBytes(UTF_8));
            record.headers().add("taskledger-origin-offset", "0".getBytes(UTF_8));
        }
        return record;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Mostly where it belongs. */
    private @Nullable Integer partition() {
        return random.nextInt(20) == 0 ? random.nextInt(Topic.DEFAULT_PARTITIONS) : null;
    }

    private byte @Nullable [] key(String victim) {
        return switch (random.nextInt(40)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> "another".getBytes(UTF_8);
            case 3 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3};
            case 4 -> "k".repeat(1_000).getBytes(UTF_8);
            default -> victim.getBytes(UTF_8);
        };
    }

    private String spoiltText(String json) {
        List<UnaryOperator<String>> ways = List.of(
                text -> replaceAValue(text, one(NASTY)),
                text -> replaceAValue(text, one(NASTY)),
                text -> replaceAValue(text, one(NASTY)),
                text -> text.replaceFirst("\"data\"", "\"data\":1,\"data\""),
                text -> text.replaceFirst("\"role\"", "\"rôle\""),
                text -> text.replaceFirst("\"id\":", "\"id\":\"twice\",\"id\":"),
                text -> text.substring(0, random.nextInt(text.length() + 1)),
                text -> text + one(List.of("{}", ",", "x", " ", "\n\n", "\u0000", "//")),
                text -> one(List.of(" ", "\n", "[", "\"", "/* */")) + text,
                text -> text.replace(":", one(List.of(" : ", "\t:", "=", "::"))),
                text -> text.replaceFirst("\\{", "{" + padding()),
                text -> text.replaceFirst("MCN", one(List.of("CLIENT", "CREATOR", "TIMER", "mcn", "KING"))),
                text -> text.replaceFirst("\\.v1", one(List.of(".v2", "", ".V1", ".v1 "))));
        return one(ways).apply(json);
    }

    /** A large field, which makes some records larger than a command may be. */
    private String padding() {
        return "\"padding\":\"" + "p".repeat(random.nextInt(80_000)) + "\",";
    }

    private String replaceAValue(String json, String value) {
        List<Integer> colons = new ArrayList<>();
        for (int i = json.indexOf(':'); i >= 0; i = json.indexOf(':', i + 1)) {
            colons.add(i);
        }
        if (colons.isEmpty()) {
            return value;
        }
        int colon = one(colons);
        int end = colon + 1;
        while (end < json.length() && ",}".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(0, colon + 1) + value + json.substring(end);
    }

    private byte @Nullable [] spoiltBytes(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> json.getBytes(UTF_16LE);
            case 3 -> ("\uFEFF" + json).getBytes(UTF_8);
            case 4 -> flipped(bytes);
            default -> Arrays.copyOf(json.getBytes(ISO_8859_1), bytes.length);
        };
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
