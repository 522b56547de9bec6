package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandIdScanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"c-1","type":"t?"}              | c-1 | t?
            {"type":"t","id":"c-1"                | c-1 | t
            {"a":{"id":"c-2"},"id":"c-1"}         | c-1 |
            {"a":[{"id":"c-2"}],"b":{"id":"c-3"}} |     |
            {"data":{"id":"c-2","type":"t"}}      |     |
            [{"id":"c-1"}]                        |     |
            {"id":"c-1","id":"c-1"}               |     |
            {"id":"c-1","id":7}                   |     |
            {"id":7,"type":7}                     |     |
            {"id":"c 1"}                          |     |
            {"id":""}                             |     |
            {"id":"c-1                            |     |
            {"id":"c-1","type":"\\u0007"}         | c-1 |
            nothing                               |     |
            """)
    void finds_the_outermost_id_that_is_there_once(String bytes, @Nullable String id, @Nullable String type) {
        assertThat(CommandIdScan.of(bytes.getBytes(UTF_8))).isEqualTo(new CommandIdScan(id, type));
    }

    @Test
    void copes_with_any_depth_and_length() {
        String value = "{\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"long\":\"" + "x".repeat(1_000_000)
                + "\",\"id\":\"c-1\",\"type\":\"" + "t".repeat(257) + "\"}";
        assertThat(CommandIdScan.of(value.getBytes(UTF_8))).isEqualTo(new CommandIdScan("c-1", null));
    }
}
