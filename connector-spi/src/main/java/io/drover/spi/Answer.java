package io.drover.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How one call of an operation ended. What could not be done is no answer but a {@link ConnectorException}. */
public sealed interface Answer {

    Answer DONE = new Done();

    /** It is done, and what it left counts. */
    record Done() implements Answer {}

    /**
     * It is not done yet: a queue is not empty, or somebody needs a day. The call is over; no thread and no connection waits. Later, in
     * whichever process, {@link Operations#run} is called again with {@link Task#asked()} above zero and the facts that were told before
     * ({@link Task#remembered()}). Files, totals and findings of this call do not count.
     *
     * @param again when to ask, from now: a second at least, a day at most
     * @param progress what people read until then, at most 120 characters, for example {@code 12 of 40 runs are queued}; no secret
     */
    record NotYet(Duration again, String progress) implements Answer {
        public NotYet {
            requireNonNull(again, "again");
            requireNonNull(progress, "progress");
        }
    }

    /**
     * There was nothing to do, and the step is skipped. Not for what others rely on, as a backup: that has to be done, or to fail.
     *
     * @param reason for people, for example {@code the queue is switched off}
     */
    record Skipped(String reason) implements Answer {
        public Skipped {
            requireNonNull(reason, "reason");
        }
    }
}
