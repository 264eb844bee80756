package io.drover.telemetry;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A value for a metric that is expensive to measure. It is measured again in the background when the metric is read and the value is
 * old, so it costs nothing while the metric is not read. At most a hundredth of the time is spent on it: after a slow measurement the
 * next one waits longer.
 */
public final class Sampled<T> {

    private static final Logger LOG = Logger.getLogger(Sampled.class);
    private static final int SHARE = 100;

    private final String what;
    private final Duration fresh;
    private final Callable<T> question;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile T last;
    private volatile long due = System.nanoTime();

    /**
     * @param what for the log
     * @param first until it is known
     */
    public Sampled(String what, Duration fresh, T first, Callable<T> question) {
        this.what = what;
        this.fresh = fresh;
        this.last = first;
        this.question = question;
    }

    /** The last that is known; never waits. */
    public T get() {
        if (System.nanoTime() - due >= 0 && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("sample").start(this::ask);
        }
        return last;
    }

    private void ask() {
        long start = System.nanoTime();
        try {
            last = question.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf("Cannot be measured now, the last value stays what=%s error=%s", what, e.toString());
        } finally {
            long now = System.nanoTime();
            due = now + Math.max(fresh.toNanos(), SHARE * (now - start));
            asking.set(false);
        }
    }
}
