package io.drover.telemetry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks something whether it works: on a thread of its own, at most every few seconds, and never waiting longer than told. While
 * an answer is outstanding nobody asks again, so what hangs is not piled up on.
 */
public final class Probe {

    /** Blocks; answers in a few words how it is, or throws when it does not work. */
    @FunctionalInterface
    public interface Question {
        String ask() throws Exception;
    }

    /** @param text for operators: no secret */
    public record Answer(boolean well, String text) {}

    private final Question question;
    private final Duration fresh;
    private final Duration patience;
    private CompletableFuture<Answer> last = CompletableFuture.completedFuture(new Answer(false, "not asked yet"));
    private long askedAt;
    private boolean asked;

    /**
     * @param fresh how long an answer is good for
     * @param patience how long one is waited for
     */
    public Probe(Duration fresh, Duration patience, Question question) {
        this.question = question;
        this.fresh = fresh;
        this.patience = patience;
    }

    public Answer answer() {
        CompletableFuture<Answer> outstanding = outstanding();
        try {
            return outstanding.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer(false, "no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } catch (ExecutionException e) {
            return new Answer(false, String.valueOf(e.getCause()));
        }
    }

    private synchronized CompletableFuture<Answer> outstanding() {
        long now = System.nanoTime();
        if (last.isDone() && (!asked || now - askedAt > fresh.toNanos())) {
            CompletableFuture<Answer> next = new CompletableFuture<>();
            Thread.ofVirtual().name("probe").start(() -> next.complete(ask()));
            last = next;
            askedAt = now;
            asked = true;
        }
        return last;
    }

    private Answer ask() {
        try {
            return new Answer(true, question.ask());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return new Answer(false, cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }
}
