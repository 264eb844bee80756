package io.drover.http;

import io.drover.spi.ConnectorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The time that one request still has, over all its attempts. Used by one thread. */
final class Patience {

    /** Doublings beyond this change nothing: every backoff is at its longest by then. */
    private static final int MOST_DOUBLINGS = 10;

    private final HttpSettings settings;
    private final long deadline;
    private int pauses;

    Patience(HttpSettings settings) {
        this.settings = settings;
        Duration time = Hurry.on() ? settings.withPatience(Hurry.PATIENCE).patience() : settings.patience();
        this.deadline = System.nanoTime() + time.toNanos();
    }

    int pauses() {
        return pauses;
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
            throw new ConnectorException(
                    otherwise.code(),
                    otherwise.type(),
                    String.valueOf(otherwise.getMessage()),
                    wait,
                    otherwise.getCause(),
                    otherwise.answer().orElse(null));
        }
        return wait;
    }

    /** The pause number {@code round}, counted from 0. */
    static Duration backoff(HttpSettings settings, int round) {
        long longest = settings.longestBackoff().toNanos();
        long doubled = settings.firstBackoff().toNanos() << Math.min(round, MOST_DOUBLINGS);
        long backoff = doubled <= 0 ? longest : Math.min(doubled, longest);
        return Duration.ofNanos(backoff - ThreadLocalRandom.current().nextLong(backoff / 2 + 1));
    }
}
