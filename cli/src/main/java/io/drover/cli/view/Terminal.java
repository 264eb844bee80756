package io.drover.cli.view;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What standard error can show.
 *
 * @param columns 0 where it is no terminal
 */
public record Terminal(int columns, int rows, boolean colours, boolean unicode) {

    /** A pipe or a file: lines that come one after the other. */
    public static final Terminal NONE = new Terminal(0, 0, false, true);

    /**
     * @param size {@code 80x24} as the launcher tells it, since Java cannot tell for standard error; empty for no terminal
     */
    public static Terminal of(String size, Map<String, String> environment, Charset charset) {
        String[] parts = size.split("x", -1);
        boolean unicode = charset.newEncoder().canEncode("█✓");
        if (parts.length != 2 || "dumb".equals(environment.get("TERM"))) {
            return new Terminal(0, 0, false, unicode);
        }
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(number(parts[0], 80), number(parts[1], 24), colours, unicode);
    }

    /** Whether lines can be drawn over. */
    public boolean isInteractive() {
        return columns > 0;
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }
}
