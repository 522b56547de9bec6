package io.taskledger.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that no well-meaning sender would send: first, always the same, commands with each field spoilt in each way, in
 * other encodings, and as large as may be and larger; then, from a seed, commands with their JSON, bytes, key, partition and
 * headers spoilt at random. However they are read, none of them may change a task or a creator.
 */
final class HostileRecords {

    /** What a batch of one record has besides its key (of less than 64 bytes) and its value (of 8 KiB to 1 MiB), in bytes. */
    private static final int OVERHEAD_BYTES = 72;

    private static final List<Charset> ENCODINGS =
            List.of(UTF_8, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"));

    /** No UTF-8: halves of a pair, overlong forms of U+0000 and "c", beyond Unicode, no beginning, no end. */
    private static final List<byte[]> NO_UTF_8 = List.of(
            bytes("eda080"),
            bytes("edb080eda080"),
            bytes("eda0bdedb880"),
            bytes("c080"),
            bytes("c1a3"),
            bytes("f7bfbfbf"),
            bytes("ff"),
            bytes("80"),
            bytes("e282"));

    private final Topic topic;
    private final List<String> commands;
    private final Random random;
    private final List<String> victims;
    private final List<ProducerRecord<byte[], byte[]>> enumerated = new ArrayList<>();

    private HostileRecords(Topic topic, List<String> commands, long seed, List<String> victims) {
        this.topic = topic;
        this.commands = commands;
        this.random = new Random(seed);
        this.victims = victims;
        commands.forEach(this::enumerate);
        // All to one victim: how much fits depends on the key.
        sizes().forEach(bytes -> enumerate(0, padded(addressed(commands.getFirst(), 0), bytes)));
    }

    static HostileRecords toTasks(long seed, List<String> victims) {
        return new HostileRecords(Topic.COMMANDS, HostileCommands.TO_TASKS, seed, victims);
    }

    static HostileRecords toCreators(long seed, List<String> victims) {
        return new HostileRecords(Topic.CREATOR_COMMANDS, HostileCommands.TO_CREATORS, seed, victims);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private void enumerate(String command) {
        for (String spoilt : HostileCommands.withEveryFieldSpoilt(command)) {
            int number = enumerated.size();
            enumerate(number, addressed(spoilt, number).getBytes(UTF_8));
        }
        for (byte[] noText : NO_UTF_8) {
            int number = enumerated.size();
            enumerate(number, within(addressed(command, number), "/hostile", noText));
        }
        for (Charset encoding : ENCODINGS) {
            for (String beginning : List.of("\uFEFF", " ")) {
                int number = enumerated.size();
                enumerate(number, addressed(beginning + command, number).getBytes(encoding));
            }
        }
    }

    private void enumerate(int victim, byte[] value) {
        enumerated.add(new ProducerRecord<>(topic.topicName(), victim(victim).getBytes(UTF_8), value));
    }

    private String addressed(String command, int number) {
        return command.replace("\"ID\"", "\"h-" + number + "\"").replace("VICTIM", victim(number));
    }

    private String victim(int number) {
        return victims.get(number % victims.size());
    }

    /** With those bytes in place of that text, if it is still there. */
    private static byte[] within(String json, String text, byte[] bytes) {
        return json.replace(text, new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    /** Around the largest command, and around the largest record; then far above. */
    private List<Integer> sizes() {
        int command = CommandWire.MAX_BYTES;
        int record = largestValueBytes();
        return List.of(command - 1, command, command + 1, 2 * command, record - 1, record, record + 1, 2 * record);
    }

    /** The largest that the broker takes for the first victim. */
    int largestValueBytes() {
        return topic.maxRecordBytes() - OVERHEAD_BYTES - victim(0).length();
    }

    private static byte[] padded(String json, int bytes) {
        String padding = "\"padding\":\"\",";
        int room = bytes - json.length() - padding.length();
        return json.replaceFirst("\\{", "{\"padding\":\"" + "p".repeat(room) + "\",")
                .getBytes(UTF_8);
    }

    /** How many come before those at random. */
    int enumerated() {
        return enumerated.size();
    }

    ProducerRecord<byte[], byte[]> next(int number) {
        return number < enumerated.size() ? enumerated.get(number) : atRandom(number);
    }

    private ProducerRecord<byte[], byte[]> atRandom(int number) {
        String json = addressed(one(commands), number);
        for (int i = random.nextInt(3); i >= 0; i--) {
            json = spoiltText(json);
        }
        byte @Nullable [] value = random.nextInt(5) == 0 ? spoiltBytes(json) : json.getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), partition(), key(victim(number)), value);
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
            case 5 -> "k".repeat(256 + random.nextInt(2)).getBytes(UTF_8);
            default -> victim.getBytes(UTF_8);
        };
    }

    private String spoiltText(String json) {
        List<UnaryOperator<String>> ways = List.of(
                text -> replaceAValue(text, one(NastyValues.ALL)),
                text -> replaceAValue(text, one(NastyValues.ALL)),
                text -> replaceAValue(text, one(NastyValues.ALL)),
                text -> text.replaceFirst("\"data\"", "\"data\":1,\"data\""),
                text -> text.replaceFirst("\"role\"", "\"rôle\""),
                text -> text.replaceFirst("\"id\":", "\"id\":\"twice\",\"id\":"),
                text -> text.substring(0, random.nextInt(text.length() + 1)),
                text -> text + one(List.of("{}", ",", "x", " ", "\n\n", "\u0000", "//")),
                text -> one(List.of(" ", "\n", "[", "\"", "/* */")) + text,
                text -> text.replace(":", one(List.of(" : ", "\t:", "=", "::"))),
                text -> text.replaceFirst("\\{", "{\"padding\":\"" + "p".repeat(padding()) + "\","),
                text -> text.replaceFirst("MCN", one(List.of("CLIENT", "CREATOR", "TIMER", "mcn", "KING"))),
                text -> text.replaceFirst("\\.v1", one(List.of(".v2", "", ".V1", ".v1 "))));
        return one(ways).apply(json);
    }

    /**
     * Some are around what a command may have, and few larger, in other encodings larger than a record may be: the dead letters
     * of a long campaign have to fit into a test's memory.
     */
    private int padding() {
        return random.nextInt(random.nextInt(8) == 0 ? 240_000 : 66_000);
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
            case 2 -> (one(List.of("", "\uFEFF")) + json).getBytes(one(ENCODINGS));
            case 3 -> within(json, one(List.of("stranger", "because", "order-1", "MCN")), one(NO_UTF_8));
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
