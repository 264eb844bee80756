package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.StringJoiner;

/** Values as texts. */
public final class Texts {

    private static final int LONGEST_NUMBER = 100;

    private Texts() {}

    /** No value at all: null, a blank text, a list of no value. */
    public static boolean isEmpty(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().allMatch(Texts::isEmpty);
        }
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isContainerNode() && value.isEmpty());
    }

    /** As people read it: of a list, one value per line; objects as JSON. */
    static String of(JsonNode value) {
        if (value.isArray()) {
            return lines(value);
        }
        if (value.isBigDecimal() || value.isDouble() || value.isFloat()) {
            return plain(value.decimalValue());
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    /** A value in a finding: a list as JSON, so that one label "a, b" is not two. */
    static String evidence(JsonNode value) {
        return value.isArray() ? value.toString() : of(value);
    }

    /** As JSON where a value has lines of its own, since nobody could tell it from several. */
    private static String lines(JsonNode list) {
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode element : list) {
            String text = element.isArray() ? element.toString() : of(element);
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                return list.toString();
            }
            if (!isEmpty(element)) {
                lines.add(text);
            }
        }
        return lines.toString();
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
    public static String duration(long millis) {
        StringJoiner parts = new StringJoiner(" ", millis < 0 ? "-" : "", "").setEmptyValue("0s");
        append(parts, millis / 3_600_000, "h");
        append(parts, millis / 60_000 % 60, "m");
        append(parts, millis / 1000 % 60, "s");
        append(parts, millis % 1000, "ms");
        return parts.toString();
    }

    private static void append(StringJoiner parts, long amount, String unit) {
        if (amount != 0) {
            parts.add(Math.abs(amount) + unit); // each part alone, since the smallest long has no positive
        }
    }
}
