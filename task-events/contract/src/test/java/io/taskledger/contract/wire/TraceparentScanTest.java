package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TraceparentScanTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @MethodSource("io.taskledger.contract.wire.CorruptRecordTest#ours")
    void finds_what_a_reader_of_the_whole_record_finds(ApprovedSample sample) {
        assertThat(TraceparentScan.find(sample.bytes()))
                .isEqualTo(JsonObject.parse(sample.bytes()).optionalString("traceparent"));
    }

    @Test
    void finds_it_among_the_attributes_and_never_in_the_data() {
        assertThat(find("{'id':'e-1','traceparent':'%s','data':{}}")).isEqualTo(TRACEPARENT);
        assertThat(find("{'id':'\\'traceparent\\':','data':{'traceparent':'%s'}}"))
                .isNull();
        assertThat(find("{'traceparent':17}")).isNull();
    }

    @Test
    void what_is_no_record_of_ours_is_corrupt() {
        assertThatExceptionOfType(CorruptRecord.class).isThrownBy(() -> find("{'id':"));
    }

    private static @Nullable String find(String record) {
        return TraceparentScan.find(
                record.formatted(TRACEPARENT).replace('\'', '"').getBytes(UTF_8));
    }
}
