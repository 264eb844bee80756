package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An attempt in a thread of its own that finds its batch claimed by another. */
final class Waiting {

    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    Waiting(Worker worker, Command command) {
        thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(worker.run(command));
            } catch (Exception e) {
                outcome.completeExceptionally(e);
            }
        });
    }

    /** Whether it sleeps now, until it looks again whether it can have the claim. */
    boolean sleeps() {
        List<StackTraceElement> frames = Arrays.asList(thread.getStackTrace());
        return frames.stream().anyMatch(frame -> frame.getClassName().equals(Claims.class.getName()))
                && frames.stream().anyMatch(frame -> frame.getMethodName().equals("sleep"));
    }
}
