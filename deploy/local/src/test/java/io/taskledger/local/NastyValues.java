package io.taskledger.local;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Values that break careless readers, writers and stores, and those on both sides of the contract's bounds. */
final class NastyValues {

    /** As JSON, quotes included where it is text; some are none. */
    static final List<String> ALL = List.of(
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
            "\"\\ud83d\\ude00\"",
            "\"\\uFEFF\"",
            "\"\uFEFF\"",
            "\"\\uFFFF\\u2028\\u0085\\u007f\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            "\"" + "x".repeat(64) + "\"",
            "\"" + "x".repeat(65) + "\"",
            "\"" + "😀".repeat(256) + "\"",
            "\"" + "😀".repeat(257) + "\"",
            "\"" + "😀".repeat(500) + "\"",
            "\"" + "😀".repeat(501) + "\"",
            "\"" + "y".repeat(9_000) + "\"",
            "\"😀👩‍👩‍👧‍👦\"",
            "\"e\u0301\u00e9\"",
            "\"\u202eabc\"",
            "\"\u200b\"",
            "\"ﷺ\"",
            "\"'; drop table task; --\"",
            "\"../../etc/passwd\"",
            "\"%s%s%n\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>\"",
            "\"=1+1\"",
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

    private NastyValues() {}

    /** Those that the contract takes as free text of at most so many characters, as JSON. */
    static List<String> texts(int maxCharacters) {
        return ALL.stream()
                .filter(value -> value.startsWith("\""))
                .filter(value -> isAllowed(said(value), maxCharacters))
                .toList();
    }

    private static boolean isAllowed(String text, int maxCharacters) {
        return text.codePointCount(0, text.length()) <= maxCharacters
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** What a text in JSON says. */
    static String said(String json) {
        return JsonMapper.shared().readValue(json, String.class);
    }
}
