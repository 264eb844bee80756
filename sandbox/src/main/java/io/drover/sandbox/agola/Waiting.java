package io.drover.sandbox.agola;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, outside of event loops, for what happens on one. */
final class Waiting {

    private static final long PATIENCE_SECONDS = 30;

    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a sandbox", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sandbox did not do it: " + e.getMessage(), e);
        }
    }
}
