package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.wire.CommandReading.Cause;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes a dead letter, and whether its sender can be answered. */
final class UnreadableCommandTest {

    private static final ApprovedSample PUBLISH = ApprovedSample.named("PublishTask");
    private static final byte[] KEY = PUBLISH.key();

    @Test
    void a_tombstone_answers_nobody() {
        assertThat(CommandWire.read(KEY, null))
                .isEqualTo(new Unreadable<>(Cause.TOMBSTONE, "the record has no value", null, null));
    }

    @Test
    void a_tombstone_without_a_key_is_still_a_tombstone() {
        assertThat(unreadable(null, null).cause()).isEqualTo(Cause.TOMBSTONE);
    }

    @Test
    void without_a_key_nobody_is_answered_though_the_id_can_be_read() {
        assertThat(CommandWire.read(null, PUBLISH.bytes()))
                .isEqualTo(new Unreadable<>(Cause.NO_KEY, "the record's key must be the taskId", null, null));
    }

    @Test
    void a_key_that_no_answer_could_carry_is_none() {
        assertThat(unreadable(new byte[257], PUBLISH.bytes()).cause()).isEqualTo(Cause.NO_KEY);
        assertThat(CommandWire.read(new byte[256], PUBLISH.bytes())).isNotInstanceOf(Unreadable.class);
    }

    @Test
    void a_command_may_have_64_KiB_and_not_a_byte_more() {
        int room = CommandWire.MAX_BYTES - PUBLISH.bytes().length - ",\"note\":\"\"".length();
        String largest = PUBLISH.with("}}", "},\"note\":\"" + "x".repeat(room) + "\"}");
        assertThat(largest.getBytes(UTF_8)).hasSize(65_536);
        assertThat(CommandWire.read(KEY, largest.getBytes(UTF_8))).isInstanceOf(Valid.class);

        Unreadable<CommandEnvelope> tooLarge = unreadable(KEY, (largest + " ").getBytes(UTF_8));
        assertThat(tooLarge)
                .isEqualTo(new Unreadable<>(
                        Cause.TOO_LARGE, "65537 bytes, where 65536 are the most", "c-1", "taskledger.PublishTask.v1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOT_JSON         | ''                                              |     | the value is not JSON
            NOT_JSON         | {                                               |     | the value is not JSON
            NOT_JSON         | {"id":"c-1","specversion":"1.0",                | c-1 | Unexpected end
            NOT_JSON         | {"id":"c-1",'specversion':"1.0"}                | c-1 | Unexpected character
            NOT_JSON         | {"id":"c-1","a":NaN}                            | c-1 | Non-standard token
            NOT_JSON         | {"id":"c-1","a":01}                             | c-1 | Invalid numeric value
            NOT_JSON         | {"id":"c-1",}                                   | c-1 | Unexpected character
            NOT_JSON         | {"id":"c-1"} x                                  | c-1 | Unrecognized token
            NOT_JSON         | {"id":"c-1"} // no                              | c-1 | Unexpected character
            NOT_JSON         | hello                                           |     | Unrecognized token
            NOT_A_CLOUDEVENT | {"id":"c-1"} {}                                 | c-1 | the value is not one JSON object
            NOT_A_CLOUDEVENT | [{"id":"c-1"}]                                  |     | the value is not one JSON object
            NOT_A_CLOUDEVENT | "c-1"                                           |     | the value is not one JSON object
            NOT_A_CLOUDEVENT | 42                                              |     | the value is not one JSON object
            NOT_A_CLOUDEVENT | {}                                              |     | specversion is missing
            NOT_A_CLOUDEVENT | {"id":"c-1","specversion":1.0}                  | c-1 | specversion must be a string, but was "1.0"
            NOT_A_CLOUDEVENT | {"id":"c-1","specversion":"1.0"}                | c-1 | source is missing
            NOT_A_CLOUDEVENT | {"id":"c-1","specversion":"1.0","source":"/s"}  | c-1 | type is missing
            NOT_A_CLOUDEVENT | {"specversion":"1.0","source":"/s","type":"t"}  |     | id is missing
            UNKNOWN_TYPE     | {"id":"c-1","specversion":"1.0","source":"/s","type":"PublishTask"} | c-1 | no command has the type "PublishTask"
            DUPLICATE_NAME   | {"id":"c-1","a":1,"a":1}                        | c-1 | the name "a" is there twice
            DUPLICATE_NAME   | {"id":"c-1","data":{"x":[{"b":1,"\\u0062":2}]}} | c-1 | the name "b" is there twice
            """)
    void is_set_aside(Cause cause, String value, @Nullable String commandId, String says) {
        Unreadable<CommandEnvelope> unreadable = unreadable(KEY, value.getBytes(UTF_8));
        assertThat(unreadable.cause()).isEqualTo(cause);
        assertThat(unreadable.commandId()).isEqualTo(commandId);
        assertThat(unreadable.message()).startsWith(says);
    }

    @Test
    void a_name_twice_is_found_among_many() {
        StringBuilder many = new StringBuilder("{\"id\":\"c-1\"");
        for (int i = 0; i < 100; i++) {
            many.append(",\"n").append(i % 99).append("\":0");
        }
        assertThat(unreadable(KEY, many.append('}').toString().getBytes(UTF_8)).cause())
                .isEqualTo(Cause.DUPLICATE_NAME);
    }

    @Test
    void nesting_ends_at_16() {
        String deepest = PUBLISH.with("}}", "},\"deep\":" + "[".repeat(15) + "]".repeat(15) + "}");
        assertThat(CommandWire.read(KEY, deepest.getBytes(UTF_8))).isInstanceOf(Valid.class);

        Unreadable<CommandEnvelope> deeper =
                unreadable(KEY, deepest.replace("[]", "[[]]").getBytes(UTF_8));
        assertThat(deeper)
                .isEqualTo(
                        new Unreadable<>(Cause.TOO_DEEP, "nested deeper than 16", "c-1", "taskledger.PublishTask.v1"));
    }

    static Stream<Arguments> otherEncodings() {
        Charset utf32le = Charset.forName("UTF-32LE");
        Charset utf32be = Charset.forName("UTF-32BE");
        return Stream.of(
                Arguments.of("UTF-8 with a byte-order mark", UTF_8, "\uFEFF"),
                Arguments.of("UTF-16LE", UTF_16LE, ""),
                Arguments.of("UTF-16BE", UTF_16BE, ""),
                Arguments.of("UTF-16LE with a byte-order mark", UTF_16LE, "\uFEFF"),
                Arguments.of("UTF-16BE with a byte-order mark", UTF_16BE, "\uFEFF"),
                Arguments.of("UTF-32LE", utf32le, ""),
                Arguments.of("UTF-32BE", utf32be, ""),
                Arguments.of("UTF-32LE with a byte-order mark", utf32le, "\uFEFF"),
                Arguments.of("UTF-32BE with a byte-order mark", utf32be, "\uFEFF"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherEncodings")
    void only_UTF_8_is_read(String name, Charset charset, String mark) {
        Unreadable<CommandEnvelope> unreadable = unreadable(KEY, (mark + PUBLISH.text()).getBytes(charset));
        assertThat(unreadable.cause()).isEqualTo(Cause.NOT_JSON);
        assertThat(unreadable.message()).contains("UTF-8 without a byte-order mark");
    }

    /** Overlong forms of "c" and of U+0000, a character beyond Unicode, half a pair: what some readers take, and others do not. */
    @ParameterizedTest
    @ValueSource(strings = {"c1a3", "c080", "f7bfbfbf", "eda080", "ff"})
    void bytes_that_are_not_UTF_8_are_not_JSON(String hex) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        byte[] text = PUBLISH.with("{\"specversion\"", "{\"note\":\"NOTE\",\"specversion\"")
                .getBytes(UTF_8);
        int note = new String(text, ISO_8859_1).indexOf("NOTE");
        value.write(text, 0, note);
        value.writeBytes(HexFormat.of().parseHex(hex));
        value.write(text, note + 4, text.length - note - 4);
        assertThat(unreadable(KEY, value.toByteArray()).cause()).isEqualTo(Cause.NOT_JSON);
    }

    /** Jackson quotes the character that it stumbled over; half a pair would make an answer that strict readers refuse. */
    @Test
    void an_answer_never_repeats_half_a_surrogate_pair() {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes("{\"id\":\"c-1\",".getBytes(UTF_8));
        value.writeBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        assertThat(unreadable(KEY, value.toByteArray()).message()).contains("UTF-8");

        String lateInType = PUBLISH.with("taskledger.PublishTask.v1", "t".repeat(70) + "\\ud800");
        assertThat(unreadable(KEY, lateInType.getBytes(UTF_8)))
                .isEqualTo(new Unreadable<>(
                        Cause.NOT_A_CLOUDEVENT,
                        "type must be valid Unicode, but holds an unpaired surrogate",
                        "c-1",
                        null));
    }

    private static Unreadable<CommandEnvelope> unreadable(byte @Nullable [] key, byte @Nullable [] value) {
        return (Unreadable<CommandEnvelope>) CommandWire.read(key, value);
    }
}
