package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.contracts.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is not closed yet.
 *
 * @param number within its step and phase
 * @param attempt from 1
 * @param due RUNNING: the deadline; WAITING: when to try again; READY: null
 * @param part LOAD and VALIDATE of linked records: the part of the link batch that it reads; otherwise null
 * @param peers LOAD and VALIDATE: how many batches of its level there are, of which it shares the allowance
 * @param share RUNNING: how many requests it may have in flight, 0 when it sends none
 * @param paused how many of its attempts found the staging store full; absent in what was written before there were such
 * @param waiting WAITING: why; null in what was written before it was kept, when the staging store is full (the step says so), and
 *     otherwise
 */
public record OpenBatch(
        Phase phase,
        int number,
        int attempt,
        Status status,
        @Nullable Instant due,
        @Nullable String part,
        int peers,
        int share,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int paused,
        @Nullable Waiting waiting) {

    /** READY: may be issued. RUNNING: a worker has it. WAITING: failed, will be tried again. */
    public enum Status {
        READY,
        RUNNING,
        WAITING
    }

    static OpenBatch ready(Phase phase, int number, @Nullable String part, int peers) {
        return new OpenBatch(phase, number, 1, Status.READY, null, part, peers, 0, 0, null);
    }

    /** An operation's attempt. */
    static OpenBatch ready(Phase phase, int number, int attempt) {
        return new OpenBatch(phase, number, attempt, Status.READY, null, null, 1, 0, 0, null);
    }

    OpenBatch running(Instant deadline, int granted) {
        return new OpenBatch(phase, number, attempt, Status.RUNNING, deadline, part, peers, granted, paused, null);
    }

    OpenBatch waiting(Instant until, Waiting why) {
        return new OpenBatch(phase, number, attempt, Status.WAITING, until, part, peers, 0, paused, why);
    }

    /** Its attempt could do nothing, and counts for none. */
    OpenBatch pausing(Instant until) {
        return new OpenBatch(phase, number, attempt, Status.WAITING, until, part, peers, 0, paused + 1, null);
    }

    /** The attempts that count when it is asked how often something was tried. */
    public int tries() {
        return attempt - paused;
    }

    OpenBatch nextAttempt() {
        return new OpenBatch(phase, number, attempt + 1, Status.READY, null, part, peers, 0, paused, null);
    }

    boolean is(Phase otherPhase, int otherNumber) {
        return phase == otherPhase && number == otherNumber;
    }
}
