package io.drover.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals that end programs, by the numbers that POSIX gives them. */
final class Signals {

    /** What shells and Java add to a signal's number. */
    private static final int BASE = 128;

    private static final int UNKNOWN = 127;

    private static final Map<String, Integer> NUMBERS =
            Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "KILL", 9, "SEGV", 11, "PIPE", 13, "ALRM", 14, "TERM", 15);

    private Signals() {}

    /** The name of the signal that a status tells of; null when it tells of none that is known. */
    static @Nullable String name(int status) {
        return NUMBERS.entrySet().stream()
                .filter(each -> each.getValue() == status - BASE)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The status of what was ended by a signal of that name. */
    static int status(String name) {
        return BASE + NUMBERS.getOrDefault(name, UNKNOWN);
    }
}
