package io.drover.cli.view;

import io.drover.api.StepStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks, bars and colours, as far as a terminal has them. */
final class Style {

    private static final int BAR = 24;
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String GREY = "90";

    private static final Pattern COLOUR =
            Pattern.compile("\033\\[(?:0|" + String.join("|", GREEN, RED, YELLOW, CYAN, GREY) + ")m");

    private final Terminal terminal;

    Style(Terminal terminal) {
        this.terminal = terminal;
    }

    String mark(StepStatus state) {
        return switch (state) {
            case SUCCESS -> colour(GREEN, terminal.unicode() ? "✓" : "+");
            case ERROR -> colour(RED, terminal.unicode() ? "✗" : "!");
            case RUNNING -> colour(CYAN, terminal.unicode() ? "▸" : ">");
            case WAITING -> colour(YELLOW, "?");
            case SKIPPED, CANCELLED -> colour(GREY, "-");
            case PENDING -> colour(GREY, terminal.unicode() ? "·" : ".");
        };
    }

    String bar(long done, long expected) {
        int full = expected <= 0 ? 0 : (int) Math.min(BAR, BAR * done / expected);
        String left = (terminal.unicode() ? "█" : "#").repeat(full);
        String right = (terminal.unicode() ? "░" : ".").repeat(BAR - full);
        return colour(CYAN, left) + colour(GREY, right);
    }

    private String colour(String code, String text) {
        return terminal.colours() && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** The line with its colours, and with everything else that would steer the terminal written out. */
    static String visible(String line) {
        StringBuilder visible = new StringBuilder();
        int from = 0;
        for (Matcher colour = COLOUR.matcher(line); colour.find(); from = colour.end()) {
            visible.append(Plain.visible(line.substring(from, colour.start()))).append(colour.group());
        }
        return visible.append(Plain.visible(line.substring(from))).toString();
    }

    /** The line cut to a width; its colours take none. */
    static String cut(String line, int columns) {
        StringBuilder cut = new StringBuilder();
        int width = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\033') {
                int end = line.indexOf('m', i);
                cut.append(line, i, end + 1);
                i = end;
            } else if (width < columns) {
                cut.append(line.charAt(i));
                width++;
            }
        }
        return cut.toString();
    }
}
