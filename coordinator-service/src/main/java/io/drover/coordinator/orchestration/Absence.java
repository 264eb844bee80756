package io.drover.coordinator.orchestration;

import java.time.Duration;
import java.time.Instant;

/** Whether nobody was there to hear results, told by the time between looks at the clock, the database and Kafka. */
final class Absence {

    /** Longer than any look takes. */
    private static final Duration AWAY = Duration.ofSeconds(3);
    /** Time to be given partitions of the results topic, 6 s after a death, and to read what waits there. */
    private static final Duration LISTENING = Duration.ofSeconds(10);

    private Instant looked = Instant.EPOCH;
    private Instant listensUntil = Instant.EPOCH;
    private boolean away;

    /** A look begins. */
    synchronized void begins(Instant now) {
        away |= now.isAfter(looked.plus(AWAY));
        looked = now;
    }

    /** The look that began last found database and Kafka; one of them may have taken long to answer. */
    synchronized void ends(Instant now) {
        if (away || now.isAfter(looked.plus(AWAY))) {
            away = false;
            listensUntil = now.plus(LISTENING);
        }
        looked = now;
    }

    /** It did not find them. */
    synchronized void failed() {
        away = true;
    }

    /** Whether what could be heard has been heard by now. */
    synchronized boolean isOver(Instant now) {
        return !now.isBefore(listensUntil);
    }
}
