package dev.chancery.control.v4;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Timestamps as the API writes and reads them: RFC 3339, always UTC when written. */
public final class Rfc3339 {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Rfc3339() {}

    /** With six digits of a second, e.g. {@code 2026-01-31T12:00:00.123456Z}. */
    public static String micros(Instant instant) {
        return MICROS.format(instant);
    }

    /** Without fraction, e.g. {@code 2026-01-31T12:00:00Z}. */
    public static String seconds(Instant instant) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        int year = at.getYear();
        if (year < 0 || year > 9999) {
            return SECONDS.format(instant);
        }
        // By hand because every answer tells several: a formatter costs a microsecond each.
        byte[] text = new byte[20];
        two(text, 0, year / 100, '0');
        two(text, 2, year % 100, '-');
        two(text, 5, at.getMonthValue(), '-');
        two(text, 8, at.getDayOfMonth(), 'T');
        two(text, 11, at.getHour(), ':');
        two(text, 14, at.getMinute(), ':');
        two(text, 17, at.getSecond(), 'Z');
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Two digits and what follows them. */
    private static void two(byte[] text, int at, int value, int next) {
        text[at] = (byte) ('0' + value / 10);
        text[at + 1] = (byte) ('0' + value % 10);
        text[at + 2] = (byte) next;
    }

    /** A timestamp with any offset; empty if the text is none, or lies outside the years 1970 to 9999. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year < 1970 || year > 9999 ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A timestamp, or a date, which stands for its first instant in UTC. */
    public static Optional<Instant> dateOrInstant(String text) {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return parse(text + "T00:00:00Z");
        }
        return parse(text);
    }
}
