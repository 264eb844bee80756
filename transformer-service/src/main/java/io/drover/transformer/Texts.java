package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.StringJoiner;

/** Values as texts. */
final class Texts {

    private static final int LONGEST_NUMBER = 100;

    private Texts() {}

    /** No value at all: null, a blank text, an empty list. */
    static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isContainerNode() && value.isEmpty());
    }

    /** As people read it: lists joined by a comma, objects as JSON. */
    static String of(JsonNode value) {
        if (value.isArray()) {
            StringJoiner joined = new StringJoiner(", ");
            value.forEach(element -> joined.add(of(element)));
            return joined.toString();
        }
        if (value.isBigDecimal() || value.isDouble() || value.isFloat()) {
            return plain(value.decimalValue());
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    /** Without an exponent, unless that would be longer than any number that people write. */
    static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > LONGEST_NUMBER ? number.toString() : number.toPlainString();
    }

    /** At most {@code max} characters, no half of a surrogate pair. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    /** For example {@code 26h 2m 18s}; exact to the millisecond. */
    static String duration(long millis) {
        if (millis < 0) {
            return "-" + duration(-millis);
        }
        StringJoiner parts = new StringJoiner(" ");
        append(parts, millis / 3_600_000, "h");
        append(parts, millis / 60_000 % 60, "m");
        append(parts, millis / 1000 % 60, "s");
        append(parts, millis % 1000, "ms");
        return parts.length() == 0 ? "0s" : parts.toString();
    }

    private static void append(StringJoiner parts, long amount, String unit) {
        if (amount != 0) {
            parts.add(amount + unit);
        }
    }
}
