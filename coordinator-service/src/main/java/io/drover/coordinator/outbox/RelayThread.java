package io.drover.coordinator.outbox;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends from one lane until it is empty, and waits until something is in it again. */
final class RelayThread {

    private static final Logger LOG = Logger.getLogger(RelayThread.class);
    private static final long POLL_MS = 500;
    private static final long ENDING_MS = 12_000;

    private final OutboxLane lane;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;

    private RelayThread(String name, OutboxLane lane) {
        this.lane = lane;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    static RelayThread start(String name, OutboxLane lane) {
        RelayThread relay = new RelayThread(name, lane);
        relay.thread.start();
        return relay;
    }

    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Returns when nothing is in its hands any more. */
    void end() {
        stopped = true;
        wakeUps.release();
        try {
            thread.join(ENDING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        boolean more = true;
        while (!stopped) {
            try {
                if (!more && wakeUps.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
                if (!stopped) {
                    more = lane.sendSome() > 0 || lane.passesOver();
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                more = false;
                LOG.warnf("Outbox not sent, will be tried again: %s", e.toString());
            }
        }
    }
}
