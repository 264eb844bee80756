package io.drover.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** What a program reads from its command line, and writes when it is ready. */
public final class Launch {

    private Launch() {}

    /** Whoever waits for the file finds it whole. */
    public static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @param text such as {@code 20ms}, {@code 1s} or {@code 20} */
    public static int milliseconds(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith("ms")) {
                return Integer.parseInt(lower.substring(0, lower.length() - 2));
            }
            if (lower.endsWith("s")) {
                return Math.multiplyExact(Integer.parseInt(lower.substring(0, lower.length() - 1)), 1000);
            }
            return Integer.parseInt(lower);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("a time is such as 20ms or 1s, not '" + text + "'", e);
        }
    }
}
