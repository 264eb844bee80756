package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.contracts.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Waits that an outside system asks for, of any length that a header can say. */
final class LongWaits {

    /** What is longer is told as longer than this, and not as a time. */
    private static final Duration TOLD = Duration.ofDays(365);

    private LongWaits() {}

    /** Zero when none is asked for. */
    static Duration asked(Outcome.Failed failed) {
        return failed.retryAfterMs() == null ? Duration.ZERO : Duration.ofMillis(failed.retryAfterMs());
    }

    static Failure tooLong(Outcome.Failed failed, Duration longest, Instant now) {
        Duration asked = asked(failed);
        String until = asked.compareTo(TOLD) > 0
                ? "for more than a year"
                : "until " + now.plus(asked).truncatedTo(ChronoUnit.SECONDS);
        return new Failure(
                "WAIT_TOO_LONG",
                "EXTERNAL",
                failed.message() + " It asks to wait " + until + ", and options.longestWaitSeconds is "
                        + longest.toSeconds()
                        + ". What is done stays: run the same file again after that time, and it continues from there.");
    }
}
