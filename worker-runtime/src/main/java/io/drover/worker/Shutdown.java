package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * How a worker that is told to end does so: it begins nothing, lets its batches finish, hands back those that do not, and waits
 * for those that nothing may interrupt. What is handed back keeps its command's offset where it is, so that the next owner of
 * the partition does it, as soon as this process has left the group.
 */
@ApplicationScoped
public class Shutdown {

    private static final Logger LOG = Logger.getLogger(Shutdown.class);
    /** Requests that are under way get so long to be answered: a record of which the answer is known is not in doubt. */
    private static final Duration ANSWERS = Duration.ofSeconds(3);
    /** An attempt that was interrupted closes what it has open. */
    private static final Duration CLEANING = Duration.ofSeconds(5);

    /** The same for one batch that is given up, which ends within 5 s in all. */
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** Who passes over an interruption is interrupted again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final Claims claims;
    private final Duration patience;
    private final Set<Running> running = new LinkedHashSet<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private boolean ending;
    private boolean handingBack;

    Shutdown(Claims claims, ShutdownConfig config) {
        this.claims = claims;
        this.patience = config.patience();
    }

    /** Begins an attempt in this thread, to be closed at its end. @throws InterruptedException when this process ends */
    synchronized Running begin(BatchId batch) throws InterruptedException {
        if (ending) {
            throw new InterruptedException("this worker ends");
        }
        Running attempt = new Running(batch);
        running.add(attempt);
        return attempt;
    }

    /** Whether what fails now may have failed because this process ends, and is left to another. */
    synchronized boolean handsBack() {
        return handingBack;
    }

    /** Holds a command that is left to another worker, until this process is no longer the one to do it. */
    void awaitLeaving() throws InterruptedException {
        left.await();
    }

    /** Ends the attempts at these batches within seconds; what nothing may interrupt goes on to its end. */
    synchronized void cancel(Predicate<BatchId> batches) {
        running.stream().filter(attempt -> batches.test(attempt.batch)).forEach(Running::cancel);
    }

    /** Interrupts one attempt until it ends; what a target is asked for just now may be answered first. */
    private synchronized void endOne(Running attempt) {
        try {
            if (attempt.batch.phase() == Phase.LOAD) {
                await(ANSWER, other -> other.goesOn(attempt));
            }
            do {
                attempt.interrupt();
            } while (!await(AGAIN, other -> other.goesOn(attempt)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before anything that an attempt needs is closed. */
    void end(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        end();
    }

    synchronized void end() throws InterruptedException {
        ending = true;
        if (running.isEmpty()) {
            return;
        }
        LOG.infof("Told to end; waiting for running batches batches=%d", running.size());
        if (!await(patience, attempt -> true)) {
            handingBack = true;
            claims.sendNoMore();
            await(ANSWERS, attempt -> !attempt.isProtected);
            running.forEach(Running::interrupt);
            await(CLEANING, attempt -> !attempt.isProtected);
        }
        while (!await(REMINDER, attempt -> attempt.isProtected)) {
            running.forEach(Running::interrupt);
        }
        await(ANSWERS, attempt -> true); // for results on their way; one that is lost is found by its manifest
    }

    /** Waits until none of these attempts runs. @return whether it came to that in time */
    private boolean await(Duration most, Predicate<Running> which) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (running.stream().anyMatch(which)) {
            long leftMs = (until - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** The consumer has left its group: beans are destroyed after channels were closed. */
    @PreDestroy
    void leave() {
        left.countDown();
    }

    /** One attempt under way. */
    final class Running implements AutoCloseable {

        private final BatchId batch;
        private final Thread thread = Thread.currentThread();
        private boolean isProtected;
        private boolean isSettled;
        private volatile boolean cancelled;
        private Runnable whenCancelled = () -> {};

        private Running(BatchId batch) {
            this.batch = batch;
        }

        /**
         * From here on nothing interrupts it, however long it takes.
         *
         * @throws InterruptedException when it is too late; then nothing may be begun
         */
        void protect() throws InterruptedException {
            synchronized (Shutdown.this) {
                if (ending || cancelled) {
                    throw new InterruptedException(ending ? "this worker ends" : "the batch is given up");
                }
                isProtected = true;
            }
        }

        /** Its work is done and only to be told: nothing interrupts it any more, and what did is over. Called by its own thread. */
        void settle() {
            synchronized (Shutdown.this) {
                isProtected = false;
                isSettled = true;
                Thread.interrupted();
                Shutdown.this.notifyAll();
            }
        }

        /** Whether it is another worker's now, as long as it did not come to a good end. */
        boolean isHandedBack() {
            synchronized (Shutdown.this) {
                return handingBack && !isProtected;
            }
        }

        /** @param deed done at once when the batch is given up, or now when it is already */
        void whenCancelled(Runnable deed) {
            synchronized (Shutdown.this) {
                whenCancelled = deed;
                if (cancelled) {
                    deed.run();
                }
            }
        }

        /** Whether its execution is given up, and it ends for that. */
        boolean isCancelled() {
            return cancelled;
        }

        /** Another attempt has its batch: it ends at once, whatever it waits for. */
        void giveWay() {
            synchronized (Shutdown.this) {
                if (!isProtected && running.contains(this)) {
                    interrupt();
                }
            }
        }

        private void cancel() {
            if (!cancelled && !isProtected && !isSettled) {
                cancelled = true;
                whenCancelled.run();
                Thread.ofVirtual().name("cancel ", 0).start(() -> endOne(this));
            }
        }

        private boolean goesOn(Running attempt) {
            return this == attempt && !isSettled;
        }

        private void interrupt() {
            if (isSettled) {
                return;
            }
            if (isProtected) {
                LOG.warnf("An operation that nothing may interrupt is waited for to its end batchId=%s", batch);
            } else {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            synchronized (Shutdown.this) {
                running.remove(this);
                Shutdown.this.notifyAll();
            }
        }
    }
}
