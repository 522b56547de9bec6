package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * RFC 3339 in UTC with milliseconds, {@code 2026-11-22T10:00:00.000Z}. Written and read by hand, as every record has one
 * and the JDK's formatter takes ten times as long.
 */
public final class Timestamps {

    private static final int LENGTH = 24;
    private static final long DAY_MS = 86_400_000;

    private Timestamps() {}

    /** Years 0000 … 9999; what is finer than a millisecond is cut off. */
    public static String format(Instant time) {
        long epochMs = time.toEpochMilli();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMs, DAY_MS));
        int ms = (int) Math.floorMod(epochMs, DAY_MS);
        byte[] text = new byte[LENGTH];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, ms / 3_600_000);
        text[13] = ':';
        digits(text, 14, 2, ms / 60_000 % 60);
        text[16] = ':';
        digits(text, 17, 2, ms / 1_000 % 60);
        text[19] = '.';
        digits(text, 20, 3, ms % 1_000);
        text[23] = 'Z';
        return new String(text, ISO_8859_1);
    }

    /** Reads our own form fast, and whatever else {@link Instant#parse} reads. */
    public static Instant parse(String text) {
        if (text.length() != LENGTH || text.charAt(19) != '.' || text.charAt(23) != 'Z') {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean plain = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && hour < 24
                && minute < 60
                && second < 60;
        if (!plain) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochMilli(
                day * DAY_MS + hour * 3_600_000L + minute * 60_000L + second * 1_000L + number(text, 20, 23));
    }

    private static void digits(byte[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** By hand, as the JDK would take a sign and the digits of other scripts. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit at " + i + ": " + text);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
