package io.drover.worker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work with the database that has to come to its end in a thread that may be interrupted: that would break the connection. */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Does it in a thread of its own and returns when it is done. Throws what it throws; an interruption is kept for later. */
    public static void run(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread.ofVirtual().name("uninterrupted").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
