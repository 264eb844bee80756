package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Times as Go writes them: RFC 3339 with up to nine digits after the second and no zeros at the end. */
final class GoTime {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

    /** Characters of a zone like {@code +02:00}. */
    private static final int ZONE = 6;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

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
        return (zone == end - 1 && text[zone] == 'Z')
                || (zone == end - 6
                        && (matches(text, zone, "+dd:dd") || matches(text, zone, "-dd:dd"))
                        && two(text, zone + 1) < 18
                        && two(text, zone + 4) < 60);
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
        int zone = ascii.length - ZONE;
        int minute = two(ascii, 11) * 60 + two(ascii, 14);
        int offset = two(ascii, zone + 1) * 60 + two(ascii, zone + 4);
        int moved = ascii[zone] == '+' ? minute - offset : minute + offset;
        if (text.endsWith("Z") || moved < 0 || moved >= MINUTES_OF_A_DAY) {
            return format(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
        }
        int end = zone;
        while (end > SHAPE.length() && (ascii[end - 1] == '0' || ascii[end - 1] == '.')) {
            end--;
        }
        StringBuilder utc = new StringBuilder(30).append(text, 0, 11);
        pad(utc, moved / 60, 2).append(':');
        return pad(utc, moved % 60, 2).append(text, 16, end).append('Z').toString();
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
