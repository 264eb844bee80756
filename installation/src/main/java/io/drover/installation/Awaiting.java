package io.drover.installation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again and again until something is so, or the time is over. */
public final class Awaiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private Awaiting() {}

    /** Whether it became so in time. */
    public static boolean until(Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    /** @throws StartException where the thread is interrupted meanwhile */
    public static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            throw StartException.of("Interrupted.");
        }
    }
}
