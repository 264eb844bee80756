package io.drover.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that others wrote, so that they cannot steer the terminal, and in lines of a width. */
public final class Plain {

    /** Control characters but those of lines and tabs, and what turns the direction of writing round or ends a line unseen. */
    private static final Pattern STEERS = Pattern.compile(
            "[\\p{Cc}&&[^\n\t]]|[\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private Plain() {}

    /**
     * A text as a terminal may have it: what would steer the terminal is written out as its number, as JSON has it; so it
     * is the same JSON. All that this program writes goes through here.
     */
    public static String visible(String text) {
        return STEERS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u%04x".formatted((int) found.group().charAt(0))));
    }

    /** On one line, without control characters; nothing for null. */
    public static String text(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*[\\p{Cntrl}\\x80-\\x9f]+\\s*", " ");
    }

    /** JSON for people: a text as it is, anything else as JSON, nothing for null. */
    public static String detail(@Nullable JsonNode detail) {
        if (detail == null || detail.isNull()) {
            return "";
        }
        return text(detail.isTextual() ? detail.asText() : detail.toString());
    }

    /**
     * A command to copy, which is never cut: where it is wider than the terminal, it goes on in the next line as the shell
     * reads it.
     *
     * @param columns of the terminal, 0 where there is none
     */
    static List<String> command(int columns, String... parts) {
        String whole = String.join(" ", parts);
        if (columns <= 0 || whole.length() < columns) {
            return List.of(whole);
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            lines.add((i == 0 ? "" : "        ") + parts[i] + (i < parts.length - 1 ? " \\" : ""));
        }
        return lines;
    }

    /** Its lines, broken between words where they are longer than a width; 0 breaks nothing. */
    public static List<String> wrap(@Nullable String text, int width) {
        List<String> lines = new ArrayList<>();
        if (text != null) {
            text.strip().lines().forEach(line -> wrap(line, width, lines));
        }
        return lines;
    }

    private static void wrap(String line, int width, List<String> lines) {
        String rest = text(line);
        while (width > 0 && rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
    }
}
