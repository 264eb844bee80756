package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Times as Go writes them: RFC 3339 with up to nine digits after the second and no zeros at the end. */
final class GoTime {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

    /** Characters of a zone like {@code +02:00}. */
    private static final int ZONE = 6;

    private GoTime() {}

    static String format(Instant instant) {
        return format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Whether the text, in ASCII, is a time in RFC 3339 that Go can read. */
    static boolean isTime(byte[] text, int start, int length) {
        if (length <= SHAPE.length() || !matches(text, start, SHAPE)) {
            return false;
        }
        int year = two(text, start) * 100 + two(text, start + 2);
        int month = two(text, start + 5);
        int day = two(text, start + 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
                && two(text, start + 11) < 24
                && two(text, start + 14) < 60
                && two(text, start + 17) < 60
                && isRest(text, start + SHAPE.length(), start + length);
    }

    /** A fraction of up to nine digits, if any, and the zone. */
    private static boolean isRest(byte[] text, int start, int end) {
        int zone = start;
        if (text[zone] == '.') {
            zone++;
            while (zone < end && text[zone] >= '0' && text[zone] <= '9') {
                zone++;
            }
            if (zone < start + 2 || zone > start + 10) {
                return false;
            }
        }
        return zone == end - 1 && text[zone] == 'Z'
                || zone == end - 6
                        && (matches(text, zone, "+dd:dd") || matches(text, zone, "-dd:dd"))
                        && two(text, zone + 1) < 18
                        && two(text, zone + 4) < 60;
    }

    private static boolean matches(byte[] text, int start, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            byte c = text[start + i];
            if (shape.charAt(i) == 'd' ? c < '0' || c > '9' : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int two(byte[] text, int start) {
        return (text[start] - '0') * 10 + text[start + 1] - '0';
    }

    /**
     * The same moment in UTC, as a database column gives it back.
     *
     * @param text for which {@link #isTime} holds
     */
    static String utc(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        int zone = text.endsWith("Z") ? text.length() - 1 : text.length() - ZONE;
        LocalDateTime local = LocalDateTime.of(
                two(ascii, 0) * 100 + two(ascii, 2),
                two(ascii, 5),
                two(ascii, 8),
                two(ascii, 11),
                two(ascii, 14),
                two(ascii, 17),
                nanos(ascii, zone));
        if (ascii[zone] == 'Z') {
            return format(local.atOffset(ZoneOffset.UTC));
        }
        int minutes = two(ascii, zone + 1) * 60 + two(ascii, zone + 4);
        return format(local.plusMinutes(ascii[zone] == '+' ? -minutes : minutes).atOffset(ZoneOffset.UTC));
    }

    private static int nanos(byte[] ascii, int zone) {
        int nanos = 0;
        for (int i = 1; i <= 9; i++) {
            int at = SHAPE.length() + i;
            nanos = nanos * 10 + (at < zone ? ascii[at] - '0' : 0);
        }
        return nanos;
    }

    private static String format(OffsetDateTime time) {
        StringBuilder text = new StringBuilder(30);
        pad(text, time.getYear(), 4).append('-');
        pad(text, time.getMonthValue(), 2).append('-');
        pad(text, time.getDayOfMonth(), 2).append('T');
        pad(text, time.getHour(), 2).append(':');
        pad(text, time.getMinute(), 2).append(':');
        pad(text, time.getSecond(), 2);
        if (time.getNano() > 0) {
            pad(text.append('.'), time.getNano(), 9);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.append('Z').toString();
    }

    private static StringBuilder pad(StringBuilder text, int number, int digits) {
        String written = Integer.toString(number);
        return text.repeat("0", digits - written.length()).append(written);
    }
}
