package io.drover.http;

import io.drover.spi.ConnectorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The time that one request still has, over all its attempts. Used by one thread. */
final class Patience {

    /** Doublings beyond this change nothing: every backoff is at its longest by then. */
    private static final int MOST_DOUBLINGS = 10;

    /** What a single request waits by itself; in a longer wait it waits for its turn, as all of them do, and is seen to. */
    private static final Duration OWN_WAIT = Duration.ofSeconds(2);

    private final HttpSettings settings;
    private long deadline;
    private int pauses;
    private long refusedSince;

    Patience(HttpSettings settings) {
        this.settings = settings;
        Duration time = Hurry.on() ? settings.withPatience(Hurry.PATIENCE).patience() : settings.patience();
        this.deadline = System.nanoTime() + time.toNanos();
    }

    int pauses() {
        return pauses;
    }

    /** What was waited for a turn is not the system's failing, and uses up nothing. */
    void waited(long nanos) {
        deadline += nanos;
    }

    /**
     * How long to wait before the next attempt: doubling, with up to half of it taken away at random so that waiters
     * spread, and never shorter than what the system asked for.
     *
     * @throws ConnectorException {@code otherwise}, carrying the wait, when there is no time left for it
     */
    Duration next(Optional<Duration> asked, ConnectorException otherwise) {
        Duration wait = Duration.ofNanos(Math.max(
                backoff(settings, pauses).toNanos(), asked.orElse(Duration.ZERO).toNanos()));
        pauses++;
        if (System.nanoTime() + wait.toNanos() - deadline > 0) {
            throw carrying(wait, otherwise);
        }
        return wait;
    }

    /**
     * Waits as long as a system asks that limits requests, or until it may wait for its turn. It is no failing: the request is kept, and has its whole patience
     * after it.
     *
     * @param longest how long the request may be refused altogether
     * @param wanted asked about every second; what it throws ends the wait
     * @throws ConnectorException {@code otherwise}, carrying the wait, when it would take longer
     */
    void throttled(Optional<Duration> asked, Duration longest, ConnectorException otherwise, Runnable wanted) {
        long now = System.nanoTime();
        refusedSince = refusedSince == 0 ? now : refusedSince;
        Duration wait = asked.orElse(Duration.ZERO);
        if (Duration.ofNanos(now - refusedSince).plus(wait).compareTo(longest) > 0) {
            throw carrying(asked.orElse(settings.longestBackoff()), otherwise);
        }
        Duration own = wait.compareTo(OWN_WAIT) < 0 ? wait : OWN_WAIT;
        Pause.until(now + own.toNanos(), wanted);
        waited(System.nanoTime() - now);
    }

    private static ConnectorException carrying(Duration wait, ConnectorException failure) {
        return new ConnectorException(
                failure.code(),
                failure.type(),
                String.valueOf(failure.getMessage()),
                wait,
                failure.getCause(),
                failure.answer().orElse(null));
    }

    /** The pause number {@code round}, counted from 0. */
    static Duration backoff(HttpSettings settings, int round) {
        long longest = settings.longestBackoff().toNanos();
        long doubled = settings.firstBackoff().toNanos() << Math.min(round, MOST_DOUBLINGS);
        long backoff = doubled <= 0 ? longest : Math.min(doubled, longest);
        return Duration.ofNanos(backoff - ThreadLocalRandom.current().nextLong(backoff / 2 + 1));
    }
}
