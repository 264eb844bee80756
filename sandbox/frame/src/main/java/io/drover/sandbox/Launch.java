package io.drover.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a program reads from its command line, and writes when it is ready. */
public final class Launch {

    private Launch() {}

    /**
     * Says where everything is, and returns when this process ends.
     *
     * @param addresses by name, {@code admin} for the controls
     * @param file gets a line {@code NAME=URL} for each; whoever waits for it finds it whole
     */
    public static void awaitEnd(Map<String, String> addresses, @Nullable Path file)
            throws IOException, InterruptedException {
        if (file != null) {
            write(file, joined(addresses, "\n") + "\n");
        }
        System.out.println("Sandbox ready: " + joined(addresses, " "));
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static String joined(Map<String, String> addresses, String between) {
        return addresses.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(between));
    }

    private static void write(Path file, String text) throws IOException {
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
