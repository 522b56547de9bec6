package io.taskledger.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

final class JsonBytesTest {

    @Property
    void text_is_written_as_Jackson_writes_it(@ForAll("texts") String text) {
        assertThat(ours(text)).isEqualTo(jacksons(text));
    }

    @Example
    void every_ASCII_character_is_written_as_Jackson_writes_it() {
        for (char c = 0; c < 0x80; c++) {
            assertThat(ours("a" + c)).isEqualTo(jacksons("a" + c));
        }
    }

    @Example
    void what_is_longer_than_the_buffer_is_whole() {
        String text = "0123456789".repeat(1_000);
        assertThat(ours(text)).isEqualTo(jacksons(text));
    }

    /** All but unpaired surrogates, which no reader of ours lets in. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(100)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }

    private static byte[] ours(String text) {
        return JsonText.write(json -> json.put("text", text).put("again", text));
    }

    private static byte[] jacksons(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("text", text);
            json.writeStringProperty("again", text);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
