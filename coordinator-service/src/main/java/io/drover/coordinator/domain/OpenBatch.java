package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is not closed yet.
 *
 * @param number within its step and phase
 * @param attempt from 1
 * @param due RUNNING: when somebody has to be heard of again; WAITING: when to try again; READY: null
 * @param part LOAD and VALIDATE of linked records: the part of the link batch that it reads; otherwise null
 * @param peers LOAD and VALIDATE: how many batches of its level there are, of which it shares the allowance
 * @param share RUNNING: how many requests it may have in flight, 0 when it sends none
 * @param paused how many of its attempts found the staging store full; absent in what was written before there were such
 * @param waiting for what it waits: WAITING: why it is tried again; RUNNING: that nobody has begun it for long; null in what was
 *     written before it was kept, when the staging store is full (the step says so), and otherwise
 * @param free how many of its attempts count for none, since none had begun when the next was commanded; absent means none
 * @param unheardSince RUNNING: when it was commanded, or commanded first, without a sign of life since; null once there was one, and
 *     in what was written before it was kept
 * @param deferred RUNNING: whether its latest attempt answered that an earlier one lives: what that one answers counts
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
        @Nullable Waiting waiting,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int free,
        @Nullable Instant unheardSince,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deferred) {

    /** READY: may be issued. RUNNING: it is commanded. WAITING: failed, will be tried again. */
    public enum Status {
        READY,
        RUNNING,
        WAITING
    }

    static OpenBatch ready(Phase phase, int number, @Nullable String part, int peers) {
        return new OpenBatch(phase, number, 1, Status.READY, null, part, peers, 0, 0, null, 0, null, false);
    }

    /** The same records in the next phase; {@code slices} of them share an allowance, unless they are of a level. */
    OpenBatch in(Phase next, int slices) {
        int sharing = next == Phase.TRANSFORM ? 1 : part == null ? slices : peers;
        return ready(next, number, part, sharing);
    }

    /** An operation's attempt. */
    static OpenBatch ready(Phase phase, int number, int attempt) {
        return new OpenBatch(phase, number, attempt, Status.READY, null, null, 1, 0, 0, null, 0, null, false);
    }

    /** @param unheard when it is commanded; null where it is not told apart whether somebody has begun it */
    OpenBatch commanded(Instant until, int granted, @Nullable Instant unheard) {
        return as(attempt, Status.RUNNING, until, granted, paused, null, free, unheard, false);
    }

    /** An attempt of it lives; silence until then is death. */
    OpenBatch heard(Instant until) {
        return as(attempt, Status.RUNNING, until, share, paused, null, free, null, deferred);
    }

    /** Its latest attempt answered that an earlier one lives. */
    OpenBatch deferring(Instant until) {
        return as(attempt, Status.RUNNING, until, share, paused, null, free, null, true);
    }

    /** Nobody has begun it: the next attempt is commanded beside the one that waits in its topic. */
    OpenBatch commandedAgain(Instant until, Waiting why) {
        return as(attempt + 1, Status.RUNNING, until, share, paused, why, free + 1, unheardSince, false);
    }

    /** Nobody has begun it, and it is not commanded again. */
    OpenBatch unbegun(Instant until, Waiting why) {
        return as(attempt, Status.RUNNING, until, share, paused, why, free, unheardSince, false);
    }

    /** Its execution is given up, and what may run is waited for until then. */
    OpenBatch ending(Instant until) {
        return as(attempt, Status.RUNNING, until, share, paused, null, free, unheardSince, deferred);
    }

    OpenBatch waiting(Instant until, Waiting why) {
        return as(attempt, Status.WAITING, until, 0, paused, why, free, null, false);
    }

    /** Its attempt could do nothing, and counts for none. */
    OpenBatch pausing(Instant until) {
        return as(attempt, Status.WAITING, until, 0, paused + 1, null, free, null, false);
    }

    /** Its attempt did what it could, and is asked again: none of those before counts as a try. */
    OpenBatch notYet(Instant until, Waiting why) {
        return as(attempt, Status.WAITING, until, 0, paused, why, attempt - paused, null, false);
    }

    /** Its attempt was not begun, and counts for none. */
    OpenBatch refused(Instant until, Waiting why) {
        return as(attempt, Status.WAITING, until, 0, paused, why, free + 1, null, false);
    }

    /** The attempts that count when it is asked how often something was tried. */
    public int tries() {
        return attempt - paused - free;
    }

    OpenBatch nextAttempt() {
        return as(attempt + 1, Status.READY, null, 0, paused, null, free, null, false);
    }

    /** To be opened again when its step is: as its next attempt, of which none has been tried. */
    OpenBatch anew() {
        int next = status == Status.READY ? attempt : attempt + 1;
        return as(next, Status.READY, null, 0, 0, null, next - 1, null, false);
    }

    /** Those that were set aside, and of {@code open} those that are not commanded. */
    static List<OpenBatch> setAside(List<OpenBatch> before, List<OpenBatch> open) {
        return Stream.concat(
                        before.stream(),
                        open.stream().filter(batch -> !batch.runs()).map(OpenBatch::anew))
                .toList();
    }

    boolean is(Phase otherPhase, int otherNumber) {
        return phase == otherPhase && number == otherNumber;
    }

    boolean is(OpenBatch other) {
        return is(other.phase, other.number);
    }

    /** Whether it is commanded. */
    boolean runs() {
        return status == Status.RUNNING;
    }

    private OpenBatch as(
            int attempts,
            Status now,
            @Nullable Instant until,
            int granted,
            int pauses,
            @Nullable Waiting why,
            int uncounted,
            @Nullable Instant unheard,
            boolean defers) {
        return new OpenBatch(
                phase, number, attempts, now, until, part, peers, granted, pauses, why, uncounted, unheard, defers);
    }
}
