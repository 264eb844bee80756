package io.drover.benchmarks;

import io.drover.cli.local.StartException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting by looking again and again. */
final class Polling {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Polling() {}

    /** Whether it became so in time. */
    static boolean until(Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            throw StartException.of("Interrupted.");
        }
    }
}
