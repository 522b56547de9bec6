package io.taskledger.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {

    private static final long YEAR_0_MS = -62_167_219_200_000L;
    private static final long YEAR_9999_MS = 253_402_300_799_999L;

    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Property
    void is_read_back_to_the_millisecond(@ForAll @LongRange(min = YEAR_0_MS, max = YEAR_9999_MS) long epochMs) {
        Instant time = Instant.ofEpochMilli(epochMs);
        assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time);
    }

    @Property
    void is_written_as_the_JDK_writes_it(@ForAll @LongRange(min = YEAR_0_MS, max = YEAR_9999_MS) long epochMs) {
        Instant time = Instant.ofEpochMilli(epochMs);
        assertThat(Timestamps.format(time)).isEqualTo(JDK.format(time));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00.000Z",
        "2026-11-22T10:00:00.1Z, 2026-11-22T10:00:00.100Z",
        "2026-11-22T10:00:00.999999999Z, 2026-11-22T10:00:00.999Z",
        "2026-11-22T18:00:00.000+08:00, 2026-11-22T10:00:00.000Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "2026-11-22T24:00:00.000Z, 2026-11-23T00:00:00.000Z"
    })
    void other_forms_of_an_instant_are_read_and_written_as_ours(String text, String ours) {
        assertThat(Timestamps.format(Timestamps.parse(text))).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22 10:00:00.000Z",
                "2026-11-22T10:00:00.000",
                "2026-02-30T10:00:00.000Z",
                "2026-13-01T10:00:00.000Z",
                "2026-11-22T10:60:00.000Z",
                "2026-11-22T25:00:00.000Z",
                "2026-11-22T-1:00:00.000Z",
                "+026-11-22T10:00:00.000Z",
                "2026-+1-22T10:00:00.000Z",
                "2026-11-22T10:00:00.-01Z",
                "२०२६-11-22T10:00:00.000Z",
                "2026/11/22T10:00:00.000Z"
            })
    void what_is_no_instant_is_refused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
