package io.drover.connectors.agola.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as Go writes them: RFC 3339 with up to nine digits after the second and no zeros at the end. */
final class GoTime {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

    private GoTime() {}

    static String format(Instant instant) {
        return format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Whether the text looks like RFC 3339; says nothing of days that no month has. */
    static boolean isTime(byte[] text, int start, int length) {
        if (length < SHAPE.length() + 1) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            byte c = text[start + i];
            if (SHAPE.charAt(i) == 'd' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return false;
            }
        }
        int end = start + length;
        int zone = start + SHAPE.length();
        if (text[zone] == '.') {
            zone++;
            while (zone < end && text[zone] >= '0' && text[zone] <= '9') {
                zone++;
            }
        }
        return zone == end - 1 && text[zone] == 'Z'
                || zone == end - 6 && (text[zone] == '+' || text[zone] == '-') && text[zone + 3] == ':';
    }

    /**
     * The same moment in UTC, as a database column gives it back.
     *
     * @throws DateTimeException if it is no time
     */
    static String utc(String text) {
        return format(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
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
