package io.drover.http;

import java.time.Duration;

/**
 * Marks a thread, and those that it starts, whose requests get little time: what they ask for has failed before, or much
 * beside it does.
 */
final class Hurry {

    /** The time that all attempts of one request may take together. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long an answer may let itself be waited for. */
    static final Duration RESPONSE = Duration.ofSeconds(10);

    private static final InheritableThreadLocal<Boolean> ON = new InheritableThreadLocal<>();

    private Hurry() {}

    static boolean on() {
        return Boolean.TRUE.equals(ON.get());
    }

    static void during(boolean hurry, Runnable task) {
        if (!hurry) {
            task.run();
            return;
        }
        ON.set(true);
        try {
            task.run();
        } finally {
            ON.remove();
        }
    }
}
