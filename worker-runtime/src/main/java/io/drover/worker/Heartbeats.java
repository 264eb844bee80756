package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Signs of life: one of each attempt on the results topic every third of a claim's lease, so that a short one gives none. */
@ApplicationScoped
public class Heartbeats {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final Results results;
    private final WorkerName worker;
    private final Duration period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeats").factory());

    Heartbeats(Results results, ClaimConfig config, WorkerName worker) {
        this.results = results;
        this.worker = worker;
        this.period = config.lease().dividedBy(3);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /** Begins to tell that the command's attempt lives, until it is closed. */
    public Heartbeat begin(Command command) {
        return new Heartbeat(command);
    }

    /** The signs of life of one attempt. */
    public final class Heartbeat implements AutoCloseable {

        private final Command command;
        private final long start = System.nanoTime();
        private final Future<?> beats;
        private final ReentrantLock sending = new ReentrantLock();
        private boolean ended;

        private Heartbeat(Command command) {
            this.command = command;
            this.beats = timer.scheduleWithFixedDelay(
                    this::beat, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** One more, now: the attempt is asked to end, and runs. */
        void now() {
            if (!timer.isShutdown()) {
                timer.execute(this::beat);
            }
        }

        private void beat() {
            sending.lock();
            try {
                if (!ended) {
                    results.send(alive());
                }
            } catch (RuntimeException e) {
                // The next one may get through; without any, the coordinator gives the batch to another attempt.
                LOG.warnf(e, "Cannot tell that an attempt lives batchId=%s", command.batch());
            } finally {
                sending.unlock();
            }
        }

        private Result alive() {
            return new Result(
                    Result.VERSION,
                    command.batch(),
                    command.attempt(),
                    worker.value(),
                    Instant.now(),
                    (System.nanoTime() - start) / 1_000_000,
                    new Usage(0, 0),
                    new Outcome.Running());
        }

        /** After this returned, no sign of life follows the attempt's result. */
        @Override
        public void close() {
            beats.cancel(false);
            sending.lock();
            try {
                ended = true;
            } finally {
                sending.unlock();
            }
        }
    }
}
