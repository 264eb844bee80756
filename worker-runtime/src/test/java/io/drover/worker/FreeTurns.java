package io.drover.worker;

import io.drover.spi.Turn;
import java.time.Duration;

/** Turns that nobody has to wait for. */
final class FreeTurns implements OutsideMeter.Turns {

    @Override
    public Turn turn(String address, Runnable wanted) {
        return Turn.FREE;
    }

    @Override
    public Duration longestWait() {
        return Duration.ofHours(1);
    }
}
