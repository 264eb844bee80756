package io.drover.coordinator.api;

import org.jspecify.annotations.Nullable;

/**
 * What no text of a request may have in it: characters that steer a terminal or a log, NUL, which PostgreSQL keeps in no text, and
 * half a character, which no encoding has.
 */
final class ApiTexts {

    private ApiTexts() {}

    /** What is wrong with a text of one line, null for nothing. */
    static @Nullable String wrongLine(String text) {
        return wrong(text, "");
    }

    /** What is wrong with a text that may have several lines and tabs, null for nothing. */
    static @Nullable String wrongLines(String text) {
        return wrong(text, "\n\r\t");
    }

    private static @Nullable String wrong(String text, String allowed) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (Character.isISOControl(c) && allowed.indexOf(c) < 0) {
                return "has a control character (%s) in it".formatted(name(c));
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return "has half a character (%s) in it".formatted(name(c));
            }
            i += Character.charCount(c);
        }
        return null;
    }

    private static String name(int c) {
        return "U+%04X".formatted(c);
    }
}
