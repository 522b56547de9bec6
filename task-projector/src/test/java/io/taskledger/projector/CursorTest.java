package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

final class CursorTest {

    @Test
    void cursor_reads_what_it_wrote() {
        for (Cursor cursor : new Cursor[] {
            new Cursor(Integer.MIN_VALUE, -62_167_219_200_000L, "x".repeat(64)),
            new Cursor(Integer.MAX_VALUE, 253_402_300_799_999L, "a.b_c:d-e"),
            new Cursor(7, 9_007_199_254_740_991L, "creator-9"),
            new Cursor(0, 0, "1")
        }) {
            assertThat(Cursor.parse(cursor.toString(), cursor.fingerprint())).isEqualTo(cursor);
            assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void cursor_of_another_query_is_refused() {
        assertRefused(new Cursor(1, 2, "task-1").toString(), 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "1/2",
                "1/2/",
                "1/2/a b",
                "1/2/a/b",
                "1/12345678901234567/a",
                "99999999999/2/a",
                "+1/2/a",
                "1/2/x'; drop table task",
                "1/２/a"
            })
    void anything_else_is_refused(String text) {
        assertRefused(Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8)), 1);
        assertRefused(text, 1);
    }

    private static void assertRefused(String text, int fingerprint) {
        assertThatThrownBy(() -> Cursor.parse(text, fingerprint))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("cursor must be the next of an earlier page of the same query");
    }
}
