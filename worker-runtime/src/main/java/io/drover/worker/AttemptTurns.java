package io.drover.worker;

import io.drover.contracts.ConnectionRef;
import io.drover.contracts.RequestLimits;
import io.drover.spi.Turn;
import io.drover.worker.pace.Governor;
import io.drover.worker.pace.Told;
import java.time.Duration;
import java.util.Objects;

/** The turns of one attempt at the systems of one connection. */
final class AttemptTurns implements OutsideMeter.Turns {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Governor governor;
    private final String connector;
    private final String title;
    private final String execution;
    private final Told told;
    private final Duration longestWait;

    /** @param title of the system, for people */
    AttemptTurns(Governor governor, ConnectionRef ref, String title, String execution) {
        RequestLimits limits = ref.limits();
        this.governor = governor;
        this.connector = ref.connector();
        this.title = title;
        this.execution = execution;
        this.told = limits == null ? Told.NOTHING : told(limits);
        this.longestWait = limits == null || limits.longestWaitMs() == null
                ? LONGEST_WAIT
                : Duration.ofMillis(limits.longestWaitMs());
    }

    private static Told told(RequestLimits limits) {
        return new Told(
                Objects.requireNonNullElse(limits.requests(), 0L),
                Objects.requireNonNullElse(limits.periodMs(), 0L) * 1000,
                Objects.requireNonNullElse(limits.burst(), 0),
                Objects.requireNonNullElse(limits.concurrency(), 0));
    }

    @Override
    public Turn turn(String address, Runnable wanted) {
        return governor.turn(connector, title, address, execution, told, longestWait, wanted);
    }

    @Override
    public Duration longestWait() {
        return longestWait;
    }
}
