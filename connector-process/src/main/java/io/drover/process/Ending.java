package io.drover.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How long it may take to end a program. It is waited for even where the thread is interrupted, which is why most are ended. */
final class Ending {

    /** From SIGTERM to SIGKILL. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** For what nothing can stop. */
    static final Duration FORCED = Duration.ofSeconds(1);

    private static final long LOOK = Duration.ofMillis(10).toNanos();

    private Ending() {}

    static void waitFor(Duration longest, BooleanSupplier over) {
        long begun = System.nanoTime();
        boolean interrupted = false;
        while (!over.getAsBoolean() && System.nanoTime() - begun < longest.toNanos()) {
            LockSupport.parkNanos(LOOK);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
